package org.machapi.tools;

import java.io.File;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One thing to look at: a snapshot or something alive. */
final class SnapshotOptions {
  @Spec(Spec.Target.MIXEE)
  private @MonotonicNonNull CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A snapshot, as machports snapshot writes it; - for standard input.")
  private @Nullable File file;

  @Mixin private final SourceOptions source = new SourceOptions();

  /**
   * Opens what was named.
   *
   * @param looks see {@link DemoSource}
   */
  @Owning
  Source open(Surroundings surroundings, int looks) throws RefusedException {
    if (source.count() + (file == null ? 0 : 1) != 1) {
      throw usage(spec, "Name one thing to look at: FILE, --demo, --java or --pid.");
    }
    return source.open(SourceOptions.name(file), surroundings, looks);
  }

  boolean isStandardInput() {
    return FileSource.STANDARD_INPUT.equals(SourceOptions.name(file));
  }

  /** A command line that makes no sense; shown with the usage. */
  static ParameterException usage(@Nullable CommandSpec spec, String problem) {
    if (spec == null) {
      throw new IllegalStateException(problem);
    }
    CommandLine line = spec.commandLine();
    return new ParameterException(line, problem);
  }
}
