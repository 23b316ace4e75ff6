package org.machapi.tools;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class)
final class ReportCommand implements Callable<Integer> {
  private static final int DEMO_LOOKS = 5;

  private final Surroundings surroundings;

  @Spec private @MonotonicNonNull CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Snapshots; of several, the page shows how the totals went.")
  private List<File> files = new ArrayList<>();

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; ${DEFAULT-VALUE} unless given, - for standard output.")
  private File output = new File("machports.html");

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    if ((source.count() == 1) == !files.isEmpty() || source.count() > 1) {
      throw SnapshotOptions.usage(spec, "Name snapshots, or one of --demo, --java and --pid.");
    }
    if (FileSource.takesStandardInputAgain(files)) {
      throw SnapshotOptions.usage(spec, FileSource.ONLY_ONCE);
    }
    Series series = series();
    String doubt = series.doubt();
    if (doubt != null) {
      surroundings.err().println("machports: " + doubt);
    }
    String page = new ReportPage(series).html();
    if (output.getPath().equals("-")) {
      surroundings.data().print(page);
      surroundings.data().flush();
    } else {
      write(page, output.getPath());
      surroundings.err().println(output + ": open it in a browser");
    }
    return ExitStatus.NONE;
  }

  private Series series() throws RefusedException {
    if (files.isEmpty()) {
      return looks();
    }
    Series series = new Series(read(files.get(0)));
    for (File file : files.subList(1, files.size())) {
      series.add(read(file));
    }
    return series;
  }

  private Snapshot read(File file) throws RefusedException {
    int held = Math.min(files.size(), Series.MOST_HELD);
    try (Source opened = new FileSource(file.getPath(), surroundings.in(), held)) {
      return opened.take();
    }
  }

  private Series looks() throws RefusedException {
    try (Source opened = source.open(null, surroundings, DEMO_LOOKS)) {
      Series series = new Series(opened.take());
      for (int look = 0; source.isDemo() && look < DEMO_LOOKS; look++) {
        series.add(opened.take());
      }
      return series;
    }
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
