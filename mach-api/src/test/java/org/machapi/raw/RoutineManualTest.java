package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the Javadoc of every routine has all its parts, in their order. */
class RoutineManualTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "")).resolve("src/main/java/org/machapi/raw");

  private static final Pattern ERROR = Pattern.compile("<li>\\{@code ([A-Z_*]+)\\}: \\S");

  static List<Method> routines() {
    return Stream.of(MachLibrary.class.getMethods())
        .sorted(Comparator.comparing(Method::getName))
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @MethodSource("routines")
  void thePartsAreThereInTheirOrder(Method routine) {
    String manual = manual(routine);
    Pattern order =
        Pattern.compile(
            "^[A-Z][^.]*\\.( [A-Z].*?)?" // what it does
                + " <p>\\{@code .*\\b"
                + routine.getName()
                + "\\b.*?\\}" // as in C
                + (isVariable(routine)
                    ? " <p><b>Ownership\\.</b> \\S.*?"
                    : " <p>\\{@ownership\\}( <p>.*?)?")
                + " ?(@param .*?)?"
                + "(@return \\S.*?)?"
                + "(Guard exceptions: .*?)?"
                + "(<p>Versions: .*?)?"
                + "<p>Source: \\{@code \\S.*?\\}\\."
                + "( <p>Example: <pre>.*</pre>)?$");

    assertThat(manual).as(routine.getName()).matches(order);
  }

  /** The table that the annotations become says it; a sentence beside it could differ. */
  @ParameterizedTest
  @MethodSource("routines")
  void whoOwnsWhatIsSaidByTheAnnotationsAlone(Method routine) {
    if (!isVariable(routine) && !routine.getName().equals("mach_msg")) {
      assertThat(manual(routine))
          .as(routine.getName())
          .doesNotContain("<b>Ownership", "After success:", "After failure:", "not consumed");
    }
  }

  @ParameterizedTest
  @MethodSource("routines")
  void everyParameterIsDescribedAndNoOther(Method routine) {
    List<String> described =
        Pattern.compile("@param (\\w+) \\S")
            .matcher(manual(routine))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toList());

    assertThat(described)
        .as(routine.getName())
        .isEqualTo(
            Stream.of(routine.getParameters())
                .map(Parameter::getName)
                .collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("routines")
  void everyErrorIsACodeOfTheHeadersAndEveryGuardExceptionAFlavour(Method routine) {
    String manual = manual(routine);
    Matcher codes = ERROR.matcher(manual.replaceAll("^.*@return", ""));
    while (codes.find()) {
      String code = codes.group(1);
      if (!code.endsWith("*")) {
        assertThat(Symbols.RETURN_CODES.symbols()).as(routine.getName()).containsKey(code);
      }
    }
    Matcher guards = Pattern.compile("\\{@code (kGUARD_EXC_\\w+)\\} \\(([^)]*)\\)").matcher(manual);
    while (guards.find()) {
      assertThat(Symbols.GUARD_FLAVOURS.symbols()).containsKey(guards.group(1));
      assertThat(guards.group(2)).isIn("always fatal", "optional", "fatal in hardened tasks");
      assertThat(guards.group(2)).as(guards.group(1)).isIn(marksOf(guards.group(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("routines")
  void aRoutineOfANewerSystemSaysSo(Method routine) {
    Since since = routine.getAnnotation(Since.class);
    if (since != null) {
      assertThat(manual(routine)).contains("<p>Versions: " + since.value() + " and later.");
    }
  }

  private static boolean isVariable(Method routine) {
    return routine.getReturnType() == Variable.class;
  }

  /** What the number of a flavour says about its class. */
  private static List<String> marksOf(String flavour) {
    int number = Symbols.GUARD_FLAVOURS.parse(flavour);
    if (number > PortConstants.MAX_FATAL_kGUARD_EXC_CODE) {
      return List.of("optional");
    }
    return List.of("always fatal", "fatal in hardened tasks");
  }

  /** Returns the Javadoc in one line, without its asterisks. */
  private static String manual(Method routine) {
    String source = read(SOURCES.resolve(routine.getDeclaringClass().getSimpleName() + ".java"));
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\((?:[^()\"]|\"[^\"]*\"|\\([^)]*\\))*\\))?\\s*)*"
                    + "(?:default )?[\\w<>]+"
                    + " "
                    + routine.getName()
                    + "\\(",
                Pattern.DOTALL)
            .matcher(source);
    assertThat(comment.find()).as("Javadoc of %s", routine.getName()).isTrue();
    return comment.group(1).replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s+", " ").strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
