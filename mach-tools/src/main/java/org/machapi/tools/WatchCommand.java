package org.machapi.tools;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks again and again. */
@Command(
    name = "watch",
    description = "Looks again and again, and shows what grows; q ends it.",
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class)
final class WatchCommand implements Callable<Integer> {
  private static final int DEMO_LOOKS = 20;
  private static final double LONGEST = 86_400;

  private final Surroundings surroundings;

  @Spec private @MonotonicNonNull CommandSpec spec;

  @Mixin private final SnapshotOptions options = new SnapshotOptions();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "Time between two looks; ${DEFAULT-VALUE} unless given.")
  private double interval = 2;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many looks; 0, which is the default, for no end.")
  private long count;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many places and how many names to show; ${DEFAULT-VALUE} unless given.")
  private int rows = 10;

  WatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    if (!(interval > 0 && interval <= LONGEST) || count < 0 || rows < 1) {
      throw SnapshotOptions.usage(
          spec, "SECONDS goes from above 0 to 86400, N of --count from 0, N of --rows from 1.");
    }
    if (options.isStandardInput()) {
      throw SnapshotOptions.usage(spec, FileSource.ONLY_ONCE);
    }
    try (Source source = options.open(surroundings, DEMO_LOOKS);
        WatchScreen screen = screen()) {
      watch(source, screen);
    }
    return ExitStatus.NONE;
  }

  private void watch(Source source, WatchScreen screen) throws RefusedException {
    WatchTable table = new WatchTable(surroundings.colours(), rows);
    long look = 0;
    do {
      Snapshot snapshot = screen.look(source);
      if (snapshot == null) {
        return;
      }
      screen.show(table.add(snapshot));
      look++;
    } while (look != count && screen.pause(Math.max(1, Math.round(interval * 1000))));
  }

  private @Owning WatchScreen screen() throws IOException {
    TerminalScreen screen = TerminalScreen.open(surroundings.terminals());
    if (screen == null) {
      return new PlainScreen(surroundings.out(), surroundings.pauses());
    }
    return screen;
  }
}
