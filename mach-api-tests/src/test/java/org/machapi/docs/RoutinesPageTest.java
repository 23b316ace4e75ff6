package org.machapi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jnr.ffi.Variable;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.Since;

/**
 * Makes the list of all routines anew, and compares it with docs/routines.md. What it made is in
 * {@code target/routines.md}, to be put in its place if the change is meant.
 */
class RoutinesPageTest {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path EXECUTIONS =
      BASE.resolveSibling("mach-manual/src/main/resources/org/machapi/manual/executions.tsv");
  private static final Path LEFT_OUT =
      BASE.resolveSibling("mach-api/src/test/resources/org/machapi/raw/left-out.tsv");

  private static final String BEGINNING =
      """
      # Routines

      All routines of the C interface that the library binds, and where the contract of each, who owns what before and after
      the call, has been executed by a test. Made by `RoutinesPageTest`. The manual of each routine is in the Javadoc.

      | mark | the contract has been |
      |---|---|
      | **R** | borne out by the recordings of XNU 7195: Apple's own IPC code did what it says, call by call |
      | **G** | borne out by a GNU Mach kernel under QEMU, where it has the routine |
      | s | executed on the simulated kernel: consistent with itself, no more |
      | – | not executed: it rests on the source of XNU alone |

      "Failures only": the kernel refuses such calls always, so that what the contract says of success has not been seen.

      """;

  @Test
  void thePageListsWhatIsBoundAndWhatHasBeenExecuted() throws IOException {
    String page = page();
    Files.writeString(Files.createDirectories(BASE.resolve("target")).resolve("routines.md"), page);

    assertThat(Files.readString(BASE.resolveSibling("docs/routines.md")))
        .as("docs/routines.md; it was made anew in target/routines.md")
        .isEqualTo(page);
  }

  private static String page() throws IOException {
    Map<String, String> marks = marks();
    StringBuilder page = new StringBuilder(BEGINNING);
    int routines = 0;
    int executed = 0;
    StringBuilder tables = new StringBuilder();
    for (Class<?> header : MachLibrary.class.getInterfaces()) {
      tables.append("## ").append(header.getSimpleName()).append("\n\n");
      tables.append("| routine | from | contract |\n|---|---|---|\n");
      for (Method routine : routinesOf(header)) {
        Since since = routine.getAnnotation(Since.class);
        String mark = marks.getOrDefault(routine.getName(), "–");
        routines++;
        executed += mark.equals("–") ? 0 : 1;
        tables.append(
            String.format(
                "| `%s` | %s | %s |%n",
                routine.getName(), since == null ? "" : since.value(), mark));
      }
      tables.append('\n');
    }
    page.append(
        String.format(
            Locale.ROOT,
            "%d routines; the contracts of %d have been executed.%n%n",
            routines,
            executed));
    return page.append(tables).append(leftOut()).toString().replace("\r\n", "\n");
  }

  private static List<Method> routinesOf(Class<?> header) {
    return Stream.of(header.getDeclaredMethods())
        .filter(method -> method.getReturnType() != Variable.class)
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static Map<String, String> marks() throws IOException {
    Map<String, List<String>> marks = new TreeMap<>();
    for (String line : Files.readAllLines(EXECUTIONS)) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t");
        String mark =
            fields[1].startsWith("recordings")
                ? "**R**"
                : fields[1].startsWith("GNU") ? "**G**" : "s";
        mark += fields[2].equals("0") ? " (failures only)" : "";
        marks.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(mark);
      }
    }
    Map<String, String> result = new TreeMap<>();
    marks.forEach(
        (routine, all) -> {
          all.sort(Comparator.naturalOrder());
          result.put(routine, String.join(" ", all));
        });
    return result;
  }

  private static String leftOut() throws IOException {
    StringBuilder table = new StringBuilder("## Left out\n\n");
    table.append("Routines of these headers that are not bound, and the function");
    table.append(" `mach_task_self`, which adds a reference with each call.\n\n");
    table.append("| routine | why |\n|---|---|\n");
    for (String line : Files.readAllLines(LEFT_OUT)) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t");
        table.append("| `").append(fields[0]).append("` | ").append(fields[1]).append(" |\n");
      }
    }
    return table.toString();
  }
}
