package org.machapi.tools;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page. */
@Command(
    name = "report",
    description = "Writes one page of HTML that needs nothing else: totals, kinds, places, names.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private static final int DEMO_LOOKS = 5;

  private final Surroundings surroundings;

  @Spec private @MonotonicNonNull CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Snapshots; of several, the page shows how the totals went.")
  private List<String> files = new ArrayList<>();

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; ${DEFAULT-VALUE} unless given, - for standard output.")
  private String output = "machports.html";

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    if ((source.count() == 1) == !files.isEmpty() || source.count() > 1) {
      throw SnapshotOptions.usage(spec, "Name snapshots, or one of --demo, --java and --pid.");
    }
    List<Snapshot> snapshots = snapshots();
    snapshots.sort(Comparator.comparing(snapshot -> snapshot.census().taken()));
    String page = new ReportPage(snapshots).html();
    if (output.equals("-")) {
      surroundings.data().print(page);
      surroundings.data().flush();
    } else {
      write(page, output);
      surroundings.err().println(output + ": open it in a browser");
    }
    return ExitStatus.NONE;
  }

  private List<Snapshot> snapshots() throws RefusedException {
    List<Snapshot> snapshots = new ArrayList<>();
    for (String file : files) {
      try (Source opened = new FileSource(file, surroundings.in())) {
        snapshots.add(opened.take());
      }
    }
    if (files.isEmpty()) {
      try (Source opened = source.open(null, surroundings, DEMO_LOOKS)) {
        int looks = source.isDemo() ? DEMO_LOOKS + 1 : 1;
        for (int look = 0; look < looks; look++) {
          snapshots.add(opened.take());
        }
      }
    }
    return snapshots;
  }

  private static void write(String page, String output) throws RefusedException {
    try (Writer writer = TextFile.create(Path.of(output))) {
      writer.write(page);
    } catch (InvalidPathException e) {
      throw new RefusedException(Printable.of(output) + " is no name of a file.", e);
    } catch (IOException e) {
      throw new RefusedException(output + " cannot be written: " + e + ".", e);
    }
  }
}
