package org.machapi.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.Task;
import org.machapi.exception.ExceptionType;
import org.machapi.message.AuditToken;

/**
 * A child that is a process, for a Mac. Its end is real; the other exceptions are a {@link
 * Rehearsal}, since no Java program executes a breakpoint instruction on purpose.
 *
 * <p>Nobody has run this on a Mac.
 */
final class ChildProcess implements Child {
  private final Mach mach;
  private final List<String> command;
  private @Nullable Process process;

  ChildProcess(Mach mach, List<String> command) {
    this.mach = mach;
    this.command = List.copyOf(command);
  }

  /** Runs {@link ChildProgram} as this program runs. */
  static ChildProcess ofThisJava(Mach mach) {
    return new ChildProcess(
        mach,
        List.of(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path", ""),
            ChildProgram.class.getName()));
  }

  List<String> command() {
    return command;
  }

  @Override
  public void start() {
    try {
      // The child reads from a pipe: it ends when this program does, however that ends.
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new IllegalStateException("the child could not be started", e);
    }
  }

  @Override
  public Outcome raise(Task task, ExceptionType type, long code, long subcode)
      throws MachException {
    return Rehearsal.raise(task, type, code, subcode);
  }

  /** The kernel raises {@code EXC_CRASH} while it carries the signal out. */
  @Override
  public void crash() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("the child has not been started");
    }
    try {
      Process kill = new ProcessBuilder("kill", "-ABRT", Long.toString(running.pid())).start();
      if (kill.waitFor() != 0 || !running.waitFor(Stage.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the child does not end");
      }
    } catch (IOException e) {
      throw new IllegalStateException("the child could not be killed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the child ends", e);
    }
  }

  /** What is rehearsed comes from this program. */
  @Override
  public boolean mayRaise(AuditToken sender) {
    return sender.isKernel() || sender.pid() == mach.task().pid();
  }

  @Override
  public void end() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public String describe() {
    Process running = process;
    return "process "
        + (running == null ? "not started" : running.pid())
        + "; only its end is real, other exceptions are messages as the kernel would send them";
  }
}
