package org.machapi.raw;

import java.util.List;

/** Thrown when a Mach library cannot be used: it cannot be loaded, or it lacks routines. */
public final class LibraryLoadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The path that was tried. */
  private final String library;

  /** What the library lacks; an immutable list, which is serializable. */
  @SuppressWarnings("serial")
  private final List<String> missingSymbols;

  private LibraryLoadException(String library, String reason, List<String> missingSymbols) {
    super("cannot use " + library + " as the Mach library: " + reason);
    this.library = library;
    this.missingSymbols = List.copyOf(missingSymbols);
  }

  static LibraryLoadException notLoadable(String library, String reason) {
    return new LibraryLoadException(library, reason, List.of());
  }

  /** Makes the exception for a JVM in which JNR-FFI does not work, whatever the library. */
  static LibraryLoadException noNativeCalls(String library, LinkageError cause) {
    // jffi puts a whole stack trace into the message; it is in the cause.
    String what = cause.toString().lines().findFirst().orElse("no reason given");
    LibraryLoadException exception =
        notLoadable(
            library,
            "JNR-FFI cannot call native code in this JVM ("
                + what
                + "); if native access is denied, allow it with --enable-native-access");
    exception.initCause(cause);
    return exception;
  }

  static LibraryLoadException incomplete(String library, List<String> missingSymbols) {
    return new LibraryLoadException(
        library, "it does not export " + String.join(", ", missingSymbols), missingSymbols);
  }

  /**
   * Returns what was to be loaded.
   *
   * @return the path as it was given
   */
  public String library() {
    return library;
  }

  /**
   * Returns the required routines and variables that the library does not export.
   *
   * @return their names as in C, sorted; empty if the library could not be loaded in the first
   *     place
   */
  public List<String> missingSymbols() {
    return missingSymbols;
  }
}
