package org.machapi.tools;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a snapshot for later. */
@Command(
    name = "snapshot",
    description = "Writes a snapshot, to be looked at or compared later.",
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class)
final class SnapshotCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final SnapshotOptions options = new SnapshotOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; - for standard output, as without this option.")
  private @Nullable Path output;

  SnapshotCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    try (Source source = options.open(surroundings, 0)) {
      Snapshot snapshot = source.take();
      Path file = output;
      if (file == null || file.toString().equals("-")) {
        SnapshotWriter.write(snapshot, surroundings.data());
      } else {
        write(snapshot, file);
        surroundings.err().println(file + ": " + CensusText.head(snapshot));
      }
    }
    return ExitStatus.NONE;
  }

  private static void write(Snapshot snapshot, Path file) throws RefusedException {
    try (Writer writer = TextFile.create(file)) {
      SnapshotWriter.write(snapshot, writer);
    } catch (IOException e) {
      throw new RefusedException(file + " cannot be written: " + e + ".", e);
    }
  }
}
