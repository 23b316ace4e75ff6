package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@code mach-checker} finds in programs that use the library, compiled as {@code
 * docs/checker.md} tells users to. The programs stand in four folders beside this package:
 *
 * <ul>
 *   <li>{@code checker/wrong}: each comment {@code // error: words} must be found, in these words,
 *       on this line, and nothing else;
 *   <li>{@code checker/right}: nothing must be found;
 *   <li>{@code checker/needless}: right programs in which the checker complains all the same; the
 *       page says how to write them;
 *   <li>{@code checker/missed}: wrong programs in which it finds nothing; the page says so.
 * </ul>
 *
 * <p>A new program is a new file. Those of which nothing is expected are compiled in one run of
 * javac, the others in a second one, as each run takes seconds.
 */
@Timeout(300)
class LeakCheckerTest {

  @Test
  void findsWhatIsWrongAndNothingElse() throws Exception {
    List<Path> programs = programs("wrong", "needless");
    List<Finding> expected =
        programs.stream().flatMap(program -> Finding.expectedIn(program).stream()).toList();
    ChildProcess.Outcome outcome = new UserCompilation().compile(programs);

    List<Finding> unexpected = new ArrayList<>(Finding.in(outcome.output()));
    List<Finding> notFound = new ArrayList<>();
    for (Finding wanted : expected) {
      unexpected.stream()
          .filter(wanted::isMetBy)
          .findFirst()
          .ifPresentOrElse(unexpected::remove, () -> notFound.add(wanted));
    }
    assertThat(notFound).as("not found").isEmpty();
    assertThat(unexpected).as("found, but not expected").isEmpty();
    assertThat(outcome.exitCode()).as("javac fails").isNotZero();
  }

  @Test
  void eachWrongProgramSaysWhatIsWrong() {
    assertThat(programs("wrong", "needless"))
        .hasSizeGreaterThan(40)
        .allSatisfy(program -> assertThat(Finding.expectedIn(program)).isNotEmpty());
    assertThat(programs("right", "missed"))
        .hasSizeGreaterThan(40)
        .allSatisfy(program -> assertThat(Finding.expectedIn(program)).isEmpty());
  }

  /** The samples, which ./demo runs, are among them. */
  @Test
  void saysNothingAboutRightProgramsNorAboutTheSamples() throws Exception {
    List<Path> samples =
        TestFolders.javaSources(TestFolders.root().resolve("samples/src/main/java"));
    assertThat(samples).isNotEmpty().allSatisfy(LeakCheckerTest::suppressesNothing);
    List<Path> programs = new ArrayList<>(programs("right", "missed"));
    programs.addAll(samples);

    ChildProcess.Outcome outcome = new UserCompilation().compile(programs);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void thePageNamesTheCheckerOfThisBuild() throws Exception {
    UserCompilation compilation = new UserCompilation();
    assertThat(compilation.processors())
        .containsExactly("org.machapi.checker.PortRightLeakChecker");
    assertThat(compilation.processorPath())
        .containsExactly("org.machapi:mach-checker:" + new OrdinaryCompilation().version());
    assertThat(compilation.forks()).as("javac gets options of its own JVM").isTrue();
  }

  /** {@code try} is javac's own: a resource that the block does not name. */
  private static void suppressesNothing(Path source) {
    assertThat(contentOf(source.toFile()).replace("@SuppressWarnings(\"try\")", ""))
        .as(source.toString())
        .doesNotContain("@SuppressWarnings");
  }

  private static List<Path> programs(String... folders) {
    return Stream.of(folders)
        .flatMap(
            folder -> TestFolders.javaSources(TestFolders.resource("checker/" + folder)).stream())
        .toList();
  }
}
