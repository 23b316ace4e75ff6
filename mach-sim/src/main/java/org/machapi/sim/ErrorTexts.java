package org.machapi.sim;

import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_BAD_COUNT;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NAME_IN_USE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NO_MEMORY;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SUCCESS;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.Symbols;

/**
 * What return codes mean. For which codes there is a text, and what stands in front of it, is as in
 * the system library; the words are this library's, and where it has none the text says so.
 */
final class ErrorTexts {
  private static final int MACH_MESSAGES = 4;
  private static final int MIG = 2;
  private static final int FIRST_MIG_CODE = -300;

  private ErrorTexts() {}

  private static int system(int code) {
    return code >> 26 & 0x3f;
  }

  private static int subsystem(int code) {
    return code >> 14 & 0xfff;
  }

  private static int codeIn(int code) {
    return code & 0x3fff;
  }

  private static int compose(int system, int subsystem, int code) {
    return system << 26 | subsystem << 14 | code;
  }

  /** Returns what an old code, from before there were systems, is today. */
  private static int modern(int code) {
    if (code > -200 && code <= -100) {
      return compose(3, 0, -(code + 100));
    }
    if (code > -300 && code <= -200) {
      return compose(3, 1, -(code + 200));
    }
    if (code > -400 && code <= FIRST_MIG_CODE) {
      return compose(MACH_MESSAGES, MIG, FIRST_MIG_CODE - code);
    }
    if (code >= 1000 && code < 1100) {
      return compose(2, 0, code - 1000);
    }
    if (code >= 1600 && code < 1700) {
      return compose(2, 1, code - 1600);
    }
    return code >= 27_600 && code < 27_700 ? compose(2, 2, code - 27_600) : code;
  }

  /** Returns the name of the subsystem that a code belongs to; null for the one without a name. */
  static @Nullable String type(int returned) {
    int code = modern(returned);
    ErrorSystem system = ErrorSystem.of(system(code));
    ErrorSystem.Part part = system == null ? null : system.part(subsystem(code));
    return part == null ? "(?/?)" : part.name();
  }

  /** Returns the text for a code; null if its system has none at all. */
  static @Nullable String text(int returned) {
    int code = modern(returned);
    ErrorSystem system = ErrorSystem.of(system(code));
    if (system == null) {
      return null;
    }
    ErrorSystem.Part part = system.part(subsystem(code));
    if (part == null) {
      return "(" + system.title() + "/?) unknown subsystem error";
    }
    return part.has(codeIn(code)) ? part.name() + " " + words(code) : "unknown error code";
  }

  private static String words(int code) {
    boolean mig = system(code) == MACH_MESSAGES && subsystem(code) == MIG;
    int known = mig ? FIRST_MIG_CODE - codeIn(code) : code;
    return Symbols.RETURN_CODES.covers(known)
        ? Symbols.meaning(known)
        : "code " + codeIn(code) + ", for which mach-sim has no words";
  }

  /** Returns the text as {@code mach_error} prints it: with more about codes that have none. */
  static String line(int returned) {
    int code = modern(returned);
    ErrorSystem system = ErrorSystem.of(system(code));
    ErrorSystem.Part part = system == null ? null : system.part(subsystem(code));
    String text = orNothing(text(returned));
    return part != null && part.has(codeIn(code))
        ? text
        : orNothing(type(returned)) + " " + text + " (" + Integer.toHexString(returned) + ")";
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Returns the text for a code of the bootstrap routines; null if it is none of theirs. */
  static @Nullable String bootstrap(int code) {
    return switch (code) {
      case BOOTSTRAP_NAME_IN_USE, BOOTSTRAP_SERVICE_ACTIVE ->
          Symbols.meaning(BOOTSTRAP_NAME_IN_USE);
      case BOOTSTRAP_SUCCESS,
          BOOTSTRAP_NOT_PRIVILEGED,
          BOOTSTRAP_UNKNOWN_SERVICE,
          BOOTSTRAP_BAD_COUNT,
          BOOTSTRAP_NO_MEMORY ->
          Symbols.meaning(code);
      default -> null;
    };
  }
}
