package org.machapi.samples;

import java.io.PrintStream;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.Right;
import org.machapi.Suspension;
import org.machapi.Task;
import org.machapi.ThreadPortList;
import org.machapi.ThreadState;

/**
 * Looks where the threads of another program are, such as one that does not answer any more: stops
 * each, reads its registers, lets it go on. Every right to a thread is given back, and every
 * suspension taken back, whatever fails.
 *
 * <p>Runs with the kernel of macOS or, elsewhere, with the simulated one. Nobody has run it on a
 * Mac.
 */
public final class Watchdog {
  private Watchdog() {}

  /**
   * Looks at a child three times, and counts.
   *
   * @param args none
   * @throws MachException if the kernel refuses
   */
  public static void main(String[] args) throws MachException {
    try (Stage stage = Stage.open()) {
      play(stage, System.out);
    }
  }

  static void play(Stage stage, PrintStream out) throws MachException {
    stage.introduce(out);
    // One reference to each thread is held while the watchdog looks, so that there is a name for
    // which the kernel can be asked before and after.
    try (ThreadPortList threads = stage.task().threads()) {
      count("Before", threads, out);
      for (int round = 1; round <= 3; round++) {
        out.printf("%nLook %d:%n", round);
        look(stage.task(), out);
      }
      out.println();
      count("Afterwards", threads, out);
    }
  }

  /** What a program of yours would copy. */
  @SuppressWarnings("try") // the suspension is there to be closed
  private static void look(Task task, PrintStream out) throws MachException {
    Mach mach = task.mach();
    try (ThreadPortList threads = task.threads()) {
      for (MachThread thread : threads) {
        // One thread at a time. To see all of one moment: try (Suspension all = task.suspend()).
        try (Suspension stopped = thread.suspend()) {
          ThreadState state = thread.state(RegisterTable.general(mach));
          out.printf(
              "  thread %d at 0x%x, stack at 0x%x (suspensions: %d, references: %d)%n",
              thread.threadId(),
              state.programCounter(),
              state.stackPointer(),
              thread.info().suspendCount(),
              thread.references(Right.SEND));
        } catch (MachException e) {
          // It may have ended since the list was made.
          out.printf("  a thread is gone: %s%n", e.getMessage());
        }
      }
    }
  }

  /** Says what the kernel says. */
  private static void count(String when, ThreadPortList threads, PrintStream out) {
    for (MachThread thread : threads) {
      try {
        out.printf(
            "%s: thread %d, suspensions: %d, references: %d%n",
            when, thread.threadId(), thread.info().suspendCount(), thread.references(Right.SEND));
      } catch (MachException e) {
        out.printf("%s: a thread is gone: %s%n", when, e.getMessage());
      }
    }
  }
}
