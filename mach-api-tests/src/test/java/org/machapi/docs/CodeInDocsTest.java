package org.machapi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show of Java compiles, without a warning, against the library as it is. */
class CodeInDocsTest {

  static List<JavaExample> examples() {
    return Documents.forUsers().stream()
        .flatMap(file -> JavaExample.in(Documents.name(file), Documents.read(file)).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleCompilesWithoutAWarning(JavaExample example) {
    assertThat(example.complaints()).isEmpty();
  }

  @Test
  void theReadmeShowsCodeForEachOfTheThreePromises() {
    assertThat(examples()).filteredOn(example -> example.document().equals("README.md")).hasSize(3);
  }

  @Test
  void aMistakeIsReportedWithDocumentAndLine() {
    assertThat(complaintsOf("# Title", "```java", "int i = 1;", "int j = \"\";", "```"))
        .singleElement()
        .asString()
        .startsWith("page.md:4: incompatible types");
  }

  @Test
  void aMistakeInAClassIsReportedWithDocumentAndLine() {
    assertThat(complaintsOf("```java", "import java.io.File;", "class A {", "  Fil f;", "}", "```"))
        .singleElement()
        .asString()
        .startsWith("page.md:4: cannot find symbol");
  }

  @Test
  void aWarningIsAMistakeToo() {
    assertThat(complaintsOf("```java", "List list = null;", "```"))
        .singleElement()
        .asString()
        .startsWith("page.md:2: ")
        .contains("raw type");
  }

  @Test
  void whatAnExampleIsGivenIsDeclaredBeforeIt() {
    assertThat(complaintsOf("<!-- given: Mach mach -->", "```java", "mach.taskSelf();", "```"))
        .isEmpty();
    assertThat(complaintsOf("```java", "mach.taskSelf();", "```")).isNotEmpty();
  }

  @Test
  void onlyBlocksOfJavaAreCode() {
    assertThat(fences("```text", "```", "", "```java", "int i = 1;", "```")).containsExactly(4);
  }

  @Test
  void whatABlockShowsOfMarkdownIsNoCode() {
    assertThat(fences("````text", "```java", "no code", "```", "````", "```java", "```"))
        .containsExactly(6);
  }

  private static List<Integer> fences(String... lines) {
    return JavaExample.in("page.md", String.join("\n", lines)).stream()
        .map(JavaExample::fence)
        .toList();
  }

  private static List<String> complaintsOf(String... lines) {
    return Stream.of(String.join("\n", lines))
        .flatMap(text -> JavaExample.in("page.md", text).stream())
        .flatMap(example -> example.complaints().stream())
        .toList();
  }
}
