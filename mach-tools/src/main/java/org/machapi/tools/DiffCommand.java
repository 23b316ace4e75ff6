package org.machapi.tools;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.Census;
import org.machapi.census.CensusDifference;
import org.machapi.census.CensusEntry;
import org.machapi.census.SiteBasis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two snapshots. */
@Command(
    name = "diff",
    description = "Shows what changed between two snapshots, and where it was acquired.",
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class)
final class DiffCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private @MonotonicNonNull CommandSpec spec;

  @Parameters(
      arity = "0..2",
      paramLabel = "[BEFORE [AFTER]]",
      hideParamSyntax = true,
      description =
          "The earlier snapshot and the later one; without AFTER, what one of the options names is"
              + " looked at now.")
  private List<File> files = new ArrayList<>();

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  @Option(names = "--wide", description = "Shorten nothing.")
  private boolean wide;

  @Option(
      names = "--fail-on-growth",
      description =
          "End with status 1 if there are more references than before, in all or, if the ledger was"
              + " at ALL, from one place or from places unknown.")
  private boolean failOnGrowth;

  DiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    if (source.isDemo() && files.isEmpty() && source.count() == 1) {
      return compareDemo();
    }
    if (files.size() + source.count() != 2 || files.isEmpty() || source.isDemo()) {
      throw SnapshotOptions.usage(
          spec, "Name two snapshots, or one and --java or --pid, or --demo alone.");
    }
    if (FileSource.takesStandardInputAgain(files)) {
      throw SnapshotOptions.usage(spec, FileSource.ONLY_ONCE);
    }
    Snapshot before;
    try (Source first = new FileSource(files.get(0).getPath(), surroundings.in())) {
      before = first.take();
    }
    String second = files.size() == 2 ? files.get(1).getPath() : null;
    try (Source last = source.open(second, surroundings, 0)) {
      return compare(before, last.take());
    }
  }

  private int compareDemo() throws RefusedException, IOException {
    try (Source demo = source.open(null, surroundings, 1)) {
      Snapshot before = demo.take();
      return compare(before, demo.take());
    }
  }

  private int compare(Snapshot before, Snapshot after) throws IOException {
    warn(before, after);
    if (format != Format.TEXT) {
      warnOfDoubts("before", before.census());
      warnOfDoubts("after", after.census());
    }
    CensusDifference difference = CensusDifference.between(before.census(), after.census());
    switch (format) {
      case TEXT ->
          new DifferenceText(surroundings.colours(), wide)
              .print(before, after, difference, surroundings.out());
      case CSV -> Csv.print(difference, surroundings.data());
      case JSON -> DifferenceWriter.write(before, after, difference, surroundings.data());
    }
    if (failOnGrowth && difference.basis() != SiteBasis.COUNTS) {
      surroundings
          .err()
          .println(
              "machports: the ledger did not write down everything, or it is not known whether it"
                  + " did: the sum of references decides, and no place.");
    }
    return failOnGrowth && isGrowth(before.census(), after.census(), difference)
        ? ExitStatus.FOUND
        : ExitStatus.NONE;
  }

  /**
   * What one place leaks shall not hide behind what another gave back, nor what comes from no known
   * place; but two samples differ by chance, and so do the places of names that moved, which is no
   * leak.
   */
  private static boolean isGrowth(Census before, Census after, CensusDifference difference) {
    if (difference.growth() > 0) {
      return true;
    }
    if (difference.basis() != SiteBasis.COUNTS) {
      return false;
    }
    Set<Integer> moved = new HashSet<>();
    for (Census census : List.of(before, after)) {
      census.entries().stream()
          .filter(CensusEntry::isChanged)
          .forEach(entry -> moved.add(entry.name()));
    }
    CensusDifference still =
        CensusDifference.between(without(moved, before), without(moved, after));
    return still.unaccounted() > 0 || still.sites().stream().anyMatch(site -> site.growth() > 0);
  }

  private static Census without(Set<Integer> names, Census census) {
    return new Census(
        census.taken(),
        census.pid(),
        census.entries().stream().filter(entry -> !names.contains(entry.name())).toList(),
        census.movements(),
        census.unread(),
        census.account());
  }

  /** Of what has no place in a table or an object of changes. */
  private void warnOfDoubts(String which, Census census) {
    int moved = census.movements().size();
    int unread = census.unread().size();
    if (moved + unread > 0) {
      surroundings
          .err()
          .println(
              "machports: "
                  + which
                  + ": "
                  + CensusText.count(moved, "name")
                  + " moved while the census was taken, and "
                  + CensusText.count(unread, "thing")
                  + " the kernel did not tell: --format text says which.");
    }
  }

  /** A comparison that may be a mistake is made all the same. */
  private void warn(Snapshot before, Snapshot after) {
    @Nullable Integer first = before.census().pid();
    @Nullable Integer second = after.census().pid();
    if (!Objects.equals(first, second)) {
      surroundings
          .err()
          .println(
              "machports: these are two processes ("
                  + before.owner()
                  + ", "
                  + after.owner()
                  + "): a name may stand for something else in each.");
    } else if (after.census().taken().isBefore(before.census().taken())) {
      surroundings
          .err()
          .println("machports: the second snapshot is older than the first: growth is loss here.");
    }
  }
}
