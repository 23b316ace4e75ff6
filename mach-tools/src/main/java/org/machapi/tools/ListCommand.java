package org.machapi.tools;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the names of a port space. */
@Command(
    name = "list",
    description = "Lists the names of a process and what they stand for.",
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class)
final class ListCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final SnapshotOptions options = new SnapshotOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  @Option(names = "--wide", description = "Show all columns, and nothing shortened.")
  private boolean wide;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} is the order of the kernel.")
  private Order order = Order.KERNEL;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only names of which a column has this text; upper and lower case are alike.")
  private @Nullable String filter;

  /** An order of names. */
  enum Order {
    KERNEL,
    NAME,
    REFERENCES
  }

  ListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    try (Source source = options.open(surroundings, 0)) {
      Snapshot snapshot = source.take();
      print(snapshot, shown(snapshot.census()));
    }
    return ExitStatus.NONE;
  }

  private void print(Snapshot snapshot, List<CensusEntry> shown) throws IOException {
    switch (format) {
      case TEXT ->
          new CensusText(surroundings.out(), surroundings.colours(), wide).print(snapshot, shown);
      case CSV -> Csv.print(shown, surroundings.data());
      case JSON -> SnapshotWriter.write(snapshot, shown, filter, surroundings.data());
    }
  }

  private List<CensusEntry> shown(Census census) {
    Stream<CensusEntry> entries = census.entries().stream();
    String wanted = filter;
    if (wanted != null) {
      String text = wanted.toLowerCase(Locale.ROOT);
      entries = entries.filter(entry -> has(entry, text));
    }
    return switch (order) {
      case KERNEL -> entries.toList();
      case NAME ->
          entries
              .sorted(Comparator.comparing(CensusEntry::name, Integer::compareUnsigned))
              .toList();
      case REFERENCES ->
          entries.sorted(Comparator.comparingInt(CensusEntry::totalReferences).reversed()).toList();
    };
  }

  private static boolean has(CensusEntry entry, String text) {
    return Stream.of(Column.values())
        .anyMatch(column -> column.of(entry).toLowerCase(Locale.ROOT).contains(text));
  }
}
