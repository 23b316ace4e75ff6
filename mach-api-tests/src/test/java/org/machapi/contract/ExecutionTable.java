package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table that the manual shows: which contract has been executed on which kernel, how often with
 * success and with failure.
 *
 * <p>It is kept among the sources of the manual. Each test that executes contracts makes its part
 * anew and compares; what it made is in {@code target/executions}, to be put in its place if the
 * change is meant.
 */
public final class ExecutionTable {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path KEPT =
      BASE.resolveSibling("mach-manual/src/main/resources/org/machapi/manual/executions.tsv");

  private ExecutionTable() {}

  /** Compares the part of one kernel with the kept table. */
  public static void compare(String kernel, ExecutionRecord executions) {
    List<String> made =
        executions.counts().entrySet().stream()
            .map(
                entry ->
                    String.join(
                        "\t",
                        entry.getKey(),
                        kernel,
                        Integer.toString(entry.getValue()[0]),
                        Integer.toString(entry.getValue()[1])))
            .sorted()
            .collect(Collectors.toList());
    try {
      Path file =
          BASE.resolve("target/executions")
              .resolve(kernel.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".tsv");
      Files.createDirectories(file.getParent());
      Files.write(file, made);
      assertThat(keptLines(kernel))
          .as("%s for %s; it was made anew in %s", KEPT.getFileName(), kernel, file)
          .isEqualTo(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> keptLines(String kernel) throws IOException {
    return Files.readAllLines(KEPT).stream()
        .filter(line -> !line.startsWith("#") && line.split("\t")[1].equals(kernel))
        .sorted()
        .collect(Collectors.toList());
  }
}
