package org.machapi.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs javadoc with the taglet over a sample that has one of everything. */
@Timeout(120)
class OwnershipTagletTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/taglet-test");

  private static final String SAMPLE =
      """
      package org.machapi.raw;

      /** A header. */
      public interface SampleRoutines {

        /**
         * Does one of everything.
         *
         * <p>{@ownership}
         *
         * @param task a
         * @param name b
         * @param delta c
         * @param list d
         * @param listCnt e
         * @param msg f
         * @return g
         */
        @Given(RightKind.SEND)
        int everything(
            @Borrowed(RightKind.TASK) int task,
            @Taken(value = RightKind.SEND, count = "-delta", when = "delta < 0")
                @Taken(
                    value = RightKind.DEAD_NAME,
                    count = "all",
                    onFailure = OnFailure.TAKEN,
                    when = "delta > 0")
                int name,
            int delta,
            @GivenMemory(bytes = "listCnt * 4")
                @Given(
                    value = RightKind.THREAD,
                    count = "each of listCnt",
                    release = "nothing_at_all")
                long list,
            long listCnt,
            @ByMessage long msg);

        /**
         * Does nothing.
         *
         * <p>{@ownership}
         */
        @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
        void mach_port_type();
      }
      """;

  private static String page;

  @BeforeAll
  static void runJavadoc() throws IOException {
    Path sources = FOLDER.resolve("sources/org/machapi/raw");
    Files.createDirectories(sources);
    Path sample = Files.writeString(sources.resolve("SampleRoutines.java"), SAMPLE);
    StringWriter output = new StringWriter();
    List<String> arguments =
        List.of(
            "-quiet",
            "-Xwerror",
            "-Xdoclint:all",
            "-classpath",
            System.getProperty("java.class.path"),
            "-tagletpath",
            System.getProperty("java.class.path"),
            "-taglet",
            OwnershipTaglet.class.getName(),
            "-d",
            FOLDER.resolve("apidocs").toString(),
            sample.toString());

    int status =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(
                new PrintWriter(output), new PrintWriter(output), arguments.toArray(String[]::new));

    assertThat(status).as(output.toString()).isZero();
    page = Files.readString(FOLDER.resolve("apidocs/org/machapi/raw/SampleRoutines.html"));
  }

  @Test
  void everyPartOfTheContractIsARowWithItsParameterRightAndOutcome() {
    assertThat(page)
        .contains(
            row("<code>task</code>", "a task port: control", "as before the call", "as before", ""))
        .contains(
            row(
                "<code>name</code>",
                "a send right, if <code>delta &lt; 0</code>",
                "<code>-delta</code> user references taken",
                "as before",
                ""))
        .contains(
            row(
                "<code>name</code>",
                "a dead name, if <code>delta &gt; 0</code>",
                "taken, with all its user references",
                "taken all the same",
                ""))
        .contains(
            row(
                "<code>list</code>",
                "a thread port: control",
                "one user reference more of each of <code>listCnt</code>, the caller's",
                "nothing",
                "<code>nothing_at_all</code>"))
        .contains(
            row(
                "<code>list</code>",
                "memory, <code>listCnt * 4</code> bytes",
                "the caller's",
                "nothing",
                "<a href=\"MachVmRoutines.html#mach_vm_deallocate(int,long,long)\">"
                    + "<code>mach_vm_deallocate</code></a>"))
        .contains("<th scope=\"row\"><code>msg</code></th><td>a message</td>")
        .contains("<th scope=\"row\">the result</th><td>a send right</td>");
  }

  @Test
  void parametersWithoutAnAnnotationHaveNoRow() {
    assertThat(page).doesNotContain("<th scope=\"row\"><code>delta</code></th>");
  }

  @Test
  void anEmptyContractIsASentence() {
    assertThat(page).contains("No right and no memory changes hands");
  }

  @Test
  void aContractThatNothingHasExecutedSaysSo() {
    assertThat(page).contains("<b>Executed:</b> not on any kernel");
  }

  @Test
  void aContractThatWasExecutedNamesTheKernels() {
    assertThat(page).contains("recordings of XNU 7195 (");
    assertThat(page).contains("Verified: a kernel that is not ours bore it out.");
  }

  private static String row(String first, String... cells) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\">").append(first).append("</th>");
    for (String cell : cells) {
      row.append("<td>").append(cell).append("</td>");
    }
    return row.append("</tr>").toString();
  }
}
