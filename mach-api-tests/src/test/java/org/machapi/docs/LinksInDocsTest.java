package org.machapi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Links inside the project lead somewhere. Links to other hosts are not followed: tests use no
 * network.
 */
class LinksInDocsTest {

  static List<String> documents() {
    return Documents.all().stream().map(Documents::name).toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(String name) {
    Path file = Documents.root().resolve(name);
    assertThat(MarkdownLinks.problems(file, Documents.read(file), Documents.root())).isEmpty();
  }

  @Test
  void theIndexNamesEveryPageOfTheGuide() {
    Path docs = Documents.root().resolve("docs");
    List<String> linked =
        MarkdownLinks.links(Documents.read(docs.resolve("README.md"))).stream()
            .map(MarkdownLinks.Link::target)
            .toList();
    List<String> pages =
        documents().stream()
            .filter(name -> name.startsWith("docs/") && !name.equals("docs/README.md"))
            .map(name -> name.substring("docs/".length()))
            .toList();
    assertThat(pages).isNotEmpty();
    assertThat(linked).containsAll(pages);
  }

  @Test
  void aLinkToAFileThatIsNotThereIsFound() {
    assertThat(problems("Text.\nSee [this](docs/missing.md)."))
        .containsExactly("README.md:2: docs/missing.md: there is no such file");
  }

  @Test
  void aLinkToASectionThatIsNotThereIsFound() {
    assertThat(problems("[here](CONTRIBUTING.md#no-such-section)")).hasSize(1);
    assertThat(problems("[here](pom.xml#line)")).hasSize(1);
  }

  @Test
  void aLinkOutOfTheProjectIsFound() {
    assertThat(problems("[there](../elsewhere.md)")).hasSize(1);
  }

  @Test
  void imagesAndDefinitionsAreLinksToo() {
    assertThat(problems("![picture](missing.svg)")).hasSize(1);
    assertThat(problems("<img src=\"missing.svg\">")).hasSize(1);
    assertThat(problems("[name]: missing.md")).hasSize(1);
  }

  @Test
  void whatLooksLikeALinkInCodeIsNone() {
    assertThat(problems("`[a](missing.md)`\n```\n[a](missing.md)\n```\n")).isEmpty();
  }

  @Test
  void otherHostsAreNotAsked() {
    assertThat(problems("[there](https://example.org/missing)")).isEmpty();
  }

  @Test
  void sectionsAreNamedAsGitHubDoes() {
    String text =
        """
        # User reference, `name` & more!
        ## Does `mach_task_self()` add a reference?
        ## Status
        ## Status
        ```
        # not a heading
        ```
        <a id="own-name"></a>
        """;
    assertThat(MarkdownLinks.anchors(text))
        .containsExactly(
            "user-reference-name--more",
            "does-mach_task_self-add-a-reference",
            "status",
            "status-1",
            "own-name");
  }

  private static List<String> problems(String text) {
    Path root = Documents.root();
    return MarkdownLinks.problems(root.resolve("README.md"), text, root);
  }
}
