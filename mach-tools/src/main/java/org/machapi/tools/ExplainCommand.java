package org.machapi.tools;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Architecture;
import org.machapi.exception.ExceptionDetail;
import org.machapi.exception.ExceptionType;
import org.machapi.raw.Symbols;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a number means. */
@Command(
    name = "explain",
    description = {
      "Says what a number or symbol of Mach means, and what to do.",
      "With something to look at, VALUE is a name there. With two codes, it is an exception."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class)
final class ExplainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private @MonotonicNonNull CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "VALUE",
      description = "A number (0x1203, 268435459, -300) or a symbol (KERN_INVALID_NAME).")
  private @MonotonicNonNull String value;

  @Parameters(
      index = "1..*",
      arity = "0..2",
      paramLabel = "[CODE SUBCODE]",
      hideParamSyntax = true,
      description = "What came with an exception.")
  private List<String> codes = new ArrayList<>();

  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "A snapshot in which VALUE is a name; - for standard input.")
  private @Nullable File file;

  @Mixin private final SourceOptions source = new SourceOptions();

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RefusedException, IOException {
    String wanted = value == null ? "" : value;
    int sources = source.count() + (file == null ? 0 : 1);
    if (sources > 1 || codes.size() == 1 || codes.size() > 2 || sources == 1 && !codes.isEmpty()) {
      throw SnapshotOptions.usage(
          spec, "Give VALUE alone, or with two codes, or with one thing to look at.");
    }
    if (sources == 1) {
      explainName(number(wanted));
    } else if (codes.isEmpty()) {
      explainNumber(wanted);
    } else {
      explainException(wanted);
    }
    return ExitStatus.NONE;
  }

  private void explainName(long name) throws RefusedException {
    if (name < 0 || name > 0xffff_ffffL) {
      throw SnapshotOptions.usage(spec, name + " is no name: those have 32 bits.");
    }
    try (Source opened = source.open(SourceOptions.name(file), surroundings, 0)) {
      new NameExplanation(opened.take(), (int) name).print(surroundings.out());
    }
  }

  private void explainNumber(String wanted) throws RefusedException {
    List<String> lines = Explanation.of(wanted);
    if (lines.isEmpty()) {
      throw new RefusedException(
          wanted
              + " is neither a symbol nor a number with a meaning of its own in Mach's headers. If"
              + " it is a port name, say where: --in FILE, --java PID.");
    }
    PrintWriter out = surroundings.out();
    lines.forEach(out::println);
  }

  private void explainException(String wanted) {
    ExceptionType type = new ExceptionType(exception(wanted));
    List<Long> numbers = codes.stream().map(this::number).toList();
    Set<String> meanings = new LinkedHashSet<>();
    for (Architecture architecture : Architecture.values()) {
      meanings.add(ExceptionDetail.of(architecture, type, numbers).describe());
    }
    PrintWriter out = surroundings.out();
    if (meanings.size() == 1) {
      meanings.forEach(out::println);
      return;
    }
    for (Architecture architecture : Architecture.values()) {
      out.println(
          "on " + architecture + ": " + ExceptionDetail.of(architecture, type, numbers).describe());
    }
  }

  private int exception(String text) {
    try {
      return Symbols.EXCEPTIONS.parse(text);
    } catch (IllegalArgumentException e) {
      throw SnapshotOptions.usage(spec, text + " is no exception type such as EXC_BAD_ACCESS.");
    }
  }

  private long number(String text) {
    try {
      return text.startsWith("0x") || text.startsWith("0X")
          ? Long.parseUnsignedLong(text.substring(2), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw SnapshotOptions.usage(spec, text + " is no number such as 4611 or 0x1203.");
    }
  }
}
