package org.machapi.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.sim.GuardException;

/** Compares the recorded guard exceptions of one call with those of this run. */
final class GuardComparison {
  private final Names names;
  private final Map<String, Long> contexts;

  GuardComparison(Names names, Map<String, Long> contexts) {
    this.names = names;
    this.contexts = contexts;
  }

  boolean matches(List<Fields> expected, List<GuardException> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(Fields expected, GuardException actual) {
    @Nullable Integer target = names.number(expected.text("target"));
    @Nullable Long subcode =
        expected.isText("subcode")
            ? contexts.get(expected.text("subcode"))
            : Long.valueOf(expected.number("subcode"));
    return expected.text("flavor").equals(TraceSymbols.guardFlavor(actual.flavor()))
        && target != null
        && target == actual.name()
        && subcode != null
        && subcode == actual.subcode()
        && expected.flag("fatal") == actual.fatal();
  }

  static String expectedText(List<Fields> guards) {
    List<String> texts = new ArrayList<>();
    for (Fields guard : guards) {
      texts.add(
          text(
              guard.text("flavor"),
              guard.text("target"),
              guard.isText("subcode")
                  ? guard.text("subcode")
                  : String.valueOf(guard.number("subcode")),
              guard.flag("fatal")));
    }
    return texts.toString();
  }

  String actualText(List<GuardException> guards) {
    List<String> texts = new ArrayList<>();
    for (GuardException guard : guards) {
      texts.add(
          text(
              TraceSymbols.guardFlavor(guard.flavor()),
              names.describe(guard.name()),
              Long.toUnsignedString(guard.subcode()),
              guard.fatal()));
    }
    return texts.toString();
  }

  private static String text(String flavor, String target, String subcode, boolean fatal) {
    return flavor + " on " + target + " subcode " + subcode + (fatal ? " fatal" : "");
  }
}
