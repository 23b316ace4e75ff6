package org.machapi.tools;

import java.io.File;
import java.time.Clock;
import java.util.Locale;
import org.checkerframework.checker.mustcall.qual.MustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernelUnavailableException;
import org.machapi.Mach;
import org.machapi.raw.LibraryLoadException;
import picocli.CommandLine.Option;

/** Says what is to be looked at, where that is no file. */
final class SourceOptions {
  @Option(
      names = "--demo",
      description = "Look at a small program that leaks, in a simulated kernel.")
  private boolean demo;

  @Option(
      names = "--java",
      paramLabel = "PID",
      description = "Look at a Java process of this user that has the library, from inside.")
  private @Nullable Integer java;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Look at any process by its task port. macOS only, and only if macOS allows.")
  private @Nullable Integer pid;

  /** How many of these options were given. */
  int count() {
    return (demo ? 1 : 0) + (java == null ? 0 : 1) + (pid == null ? 0 : 1);
  }

  boolean isDemo() {
    return demo;
  }

  /** What a file was called. It is a file on the command line, for the shell to complete. */
  static @Nullable String name(@Nullable File file) {
    return file == null ? null : file.getPath();
  }

  /**
   * Opens what was named.
   *
   * @param file a snapshot; null if there is none
   * @param looks see {@link DemoSource}
   */
  @Owning
  Source open(@Nullable String file, Surroundings surroundings, int looks) throws RefusedException {
    if (file != null) {
      return new FileSource(file, surroundings.in());
    }
    Integer javaProcess = java;
    if (javaProcess != null) {
      return JavaSource.open(javaProcess, JavaSource.PATIENCE);
    }
    Integer process = pid;
    if (process != null) {
      return new TaskSource(system(process), process);
    }
    return demo(surroundings.clock(), looks);
  }

  private static @Owning Source demo(Clock clock, int looks) {
    return new DemoSource(clock, looks);
  }

  private static @MustCall({}) Mach system(int pid) throws RefusedException {
    String os = System.getProperty("os.name", "");
    if (!os.toLowerCase(Locale.ROOT).startsWith("mac")
        && System.getProperty("org.machapi.library") == null) {
      throw new RefusedException(
          "Process "
              + pid
              + " cannot be looked at by its task port: "
              + os
              + " has no Mach kernel. Java processes can, with --java.");
    }
    try {
      return Mach.system();
    } catch (KernelUnavailableException | LibraryLoadException e) {
      throw new RefusedException("There is no Mach kernel to ask: " + e.getMessage(), e);
    }
  }
}
