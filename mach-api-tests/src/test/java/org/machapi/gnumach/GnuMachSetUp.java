package org.machapi.gnumach;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has the script {@code gnumach/set-up} fetch and build what is needed, once for all tests of this
 * process. The first time ever that takes some ten seconds; later it finds all done.
 */
final class GnuMachSetUp {
  private static final int LIMIT_SECONDS = 300;
  private static final int NOT_HERE = 3;

  private static State state;

  /** Either a folder, or why there is none. */
  private record State(Path folder, String notHere, String broken) {}

  private GnuMachSetUp() {}

  /**
   * Returns the folder from which a kernel can be booted.
   *
   * @throws org.opentest4j.TestAbortedException if this machine can not have one: the test is
   *     reported as not run, with the reason
   */
  static synchronized Path folder() {
    if (state == null) {
      state = setUp();
    }
    if (state.broken != null) {
      throw new AssertionError("gnumach/set-up failed:\n" + state.broken);
    }
    if (state.notHere != null) {
      abort("not run: " + state.notHere);
    }
    return state.folder;
  }

  /** Returns why this machine can not have a kernel; empty if it can, or if nobody has asked. */
  static synchronized String whyNot() {
    return state == null || state.notHere == null ? "" : state.notHere;
  }

  private static State setUp() {
    Path module = module();
    Path folder = module.resolve("target").resolve("gnumach");
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve("set-up.log");
      Process script =
          new ProcessBuilder(List.of("bash", script().toString(), folder.toString()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      script.getOutputStream().close();
      if (!script.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly().waitFor();
        return new State(folder, "fetching took more than " + LIMIT_SECONDS + " s", null);
      }
      String output = Files.readString(log).strip();
      return switch (script.exitValue()) {
        case 0 -> new State(folder, null, null);
        case NOT_HERE -> new State(folder, output.substring(output.lastIndexOf('\n') + 1), null);
        default -> new State(folder, null, output);
      };
    } catch (IOException e) {
      return new State(folder, "bash does not start: " + e.getMessage(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new State(folder, "interrupted", null);
    }
  }

  static Path script() {
    return module().resolve("gnumach/set-up");
  }

  /** The folder of the module that the tests are in. */
  static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("gnumach")) ? here : here.resolve("mach-api-tests");
  }
}
