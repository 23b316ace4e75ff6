package org.machapi.samples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import org.machapi.Mach;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;

/**
 * 500 short threads ask for their own port: first as every C sample does, then with
 * try-with-resources.
 */
final class ThreadPortsStory {
  private static final int THREADS = 500;
  private static final int STEP = 100;

  private final Mach mach;
  private final Claims claims;

  ThreadPortsStory(Mach mach, Claims claims) {
    this.mach = mach;
    this.claims = claims;
  }

  void tell() {
    claims.say("%d short threads call mach_thread_self() and never give the port back:", THREADS);
    List<Integer> leaked = tell(() -> mach.library().mach_thread_self(), true);
    // Clean up, so that the rest of the story starts afresh.
    leaked.forEach(name -> mach.library().mach_port_deallocate(mach.taskSelf(), name));

    claims.say("");
    claims.say("The same with try (ThreadPort self = ThreadPort.self()):");
    tell(
        () -> {
          try (ThreadPort self = ThreadPort.self(mach)) {
            return self.name();
          }
        },
        false);
  }

  private List<Integer> tell(IntSupplier askForOwnPort, boolean leaks) {
    claims.say("  threads   dead names   references");
    List<Integer> names = Collections.synchronizedList(new ArrayList<>());
    for (int threads = STEP; threads <= THREADS; threads += STEP) {
      for (int i = 0; i < STEP; i++) {
        run(() -> names.add(askForOwnPort.getAsInt()));
      }
      int expected = leaks ? threads : 0;
      Names found = whenDead(names, expected);
      claims.say("  %7d   %10d   %10d", threads, found.dead(), found.references());
      if (threads == THREADS) {
        claims.claim(
            leaks
                ? "each thread has left a dead name behind"
                : "no thread has left a dead name behind",
            expected,
            found.dead());
        claims.claim(
            leaks ? "and a reference that nobody will ever give back" : "and no reference",
            expected,
            found.references());
      }
    }
    return names;
  }

  private static void run(Runnable body) {
    Thread thread = new Thread(body, "short thread");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the story", e);
    }
  }

  /**
   * A port dies a little after the join of its thread: asks the kernel until it has, or ten seconds
   * are over.
   */
  private Names whenDead(List<Integer> names, int expectedDead) {
    Deadline limit = Deadline.in(Duration.ofSeconds(10));
    Names found = Names.read(mach, names);
    while ((found.dead() != expectedDead || found.references() != expectedDead)
        && limit.remainingMillis() > 0) {
      Thread.onSpinWait();
      found = Names.read(mach, names);
    }
    return found;
  }
}
