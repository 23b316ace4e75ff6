package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;

/** Threads of every kind, as a ledger sees them. */
@Tag("kernel")
@Timeout(60)
class LedgerThreadsTest {
  private final Mach mach = TestKernel.create().mach();

  /** Threads that are equal to each other, and are not the same. */
  private static final class EqualThread extends Thread {
    EqualThread(Runnable action) {
      super(action);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof EqualThread;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** Far more than it ever took. */
  private static final int MOST_ROUNDS = 500_000;

  @Test
  void aThreadWhoseThreadLocalsAreClearedKeepsItsCounts() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    ThreadLocal<Boolean> known = new ThreadLocal<>();
    AtomicInteger fresh = new AtomicInteger();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    int rights = 0;
    // The common pool clears them when a worker looks in vain for more work; how often it does
    // hangs on how busy it is.
    while (fresh.get() < 300 && rights < MOST_ROUNDS) {
      ForkJoinPool.commonPool()
          .submit(
              () -> {
                threads.add(Thread.currentThread());
                if (known.get() == null) {
                  known.set(true);
                  fresh.incrementAndGet();
                }
                ReceiveRight.allocate(mach).close();
              })
          .get();
      rights++;
    }
    assertThat(ledger.counts().get("ReceiveRight")).isEqualTo(new RightCount(rights, rights, 0));
    assertThat(ledger.threadCounts()).isLessThanOrEqualTo(Math.min(threads.size(), 128));
  }

  @Test
  void threadsThatCallThemselvesEqualCountApart() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);
    int rounds = 20_000;
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      CountDownLatch both = new CountDownLatch(2);
      Runnable action =
          () -> {
            both.countDown();
            for (int i = 0; i < rounds; i++) {
              port.makeSend().close();
            }
          };
      Thread one = new EqualThread(action);
      Thread two = new EqualThread(action);
      one.start();
      two.start();
      one.join();
      two.join();
      assertThat(ledger.counts().get("SendRight"))
          .isEqualTo(new RightCount(2 * rounds, 2 * rounds, 0));
      assertThat(ledger.threadCounts()).isEqualTo(3);
    }
  }

  @Test
  void aThreadWithoutANameIsToldByItsNumber() throws Exception {
    Ledger ledger = Ledger.on(mach);
    ReceiveRight[] port = new ReceiveRight[1];
    Thread thread = new Thread(null, () -> port[0] = ReceiveRight.allocate(mach), "");
    thread.start();
    thread.join();
    Holding holding = ledger.held().get(0);
    assertThat(holding.thread()).isEqualTo("#" + thread.getId());
    assertThat(holding.describe()).endsWith(" by thread \"#" + thread.getId() + "\"");
    port[0].close();
  }

  @Test
  void anotherRateHoldsFromTheNextRightOn() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED);
    ledger.setSampling(Ledger.LARGEST_SAMPLING);
    CountDownLatch hasBegun = new CountDownLatch(1);
    CountDownLatch isChanged = new CountDownLatch(1);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      Threads.Running<Void> other =
          Threads.start(
              () -> {
                SendRight early = port.makeSend();
                hasBegun.countDown();
                isChanged.await();
                SendRight late = port.makeSend();
                assertThat(ledger.held()).extracting(Holding::type).contains("SendRight");
                early.close();
                late.close();
                return null;
              });
      hasBegun.await();
      assertThat(ledger.held()).as("one in 2^30").isEmpty();
      ledger.setSampling(1);
      try (SendRight send = port.makeSend()) {
        assertThat(ledger.held(send.name())).hasSize(1);
      }
      assertThat(ledger.held()).isEmpty();
      isChanged.countDown();
      other.await();
      assertThat(ledger.held()).isEmpty();
      ledger.setSampling(Ledger.LARGEST_SAMPLING);
      try (SendRight send = port.makeSend()) {
        assertThat(ledger.held(send.name())).as("back again").isEmpty();
      }
    }
  }

  /** Ends a holding as deep in the stack as is asked for. */
  private static int endAt(int depth, Holding holding) {
    if (depth == 0) {
      holding.released(new KernReturn(0));
      return 0;
    }
    return 1 + endAt(depth - 1, holding);
  }

  private static boolean isIn(StackOverflowError error, Class<?> type) {
    return Stream.of(error.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(type.getName()));
  }

  @Test
  void aRightThatWentBackIsOffTheAccountEvenIfTheStackHasNoRoomToFindThePlace() throws Exception {
    Ledger ledger = Ledger.on(mach);
    endAt(0, (Holding) ledger.acquired(SendRight.class, 7));
    AtomicInteger overflows = new AtomicInteger();
    AtomicInteger kept = new AtomicInteger();
    Thread thread =
        new Thread(
            null,
            () -> {
              int passes = 0;
              for (int depth = 1; overflows.get() < 5 && passes < 100; depth++) {
                Holding holding = (Holding) ledger.acquired(SendRight.class, 7);
                try {
                  endAt(depth, holding);
                } catch (StackOverflowError e) {
                  if (isIn(e, CallSites.class)) {
                    overflows.incrementAndGet();
                    kept.addAndGet(ledger.held().contains(holding) ? 1 : 0);
                  } else {
                    // Too deep by now, maybe since the code has been compiled on the way.
                    passes++;
                    depth = 0;
                  }
                }
              }
            },
            "deep",
            512 * 1024);
    thread.setDaemon(true);
    thread.start();
    thread.join();
    assertThat(overflows).hasValue(5);
    assertThat(kept).hasValue(0);
  }
}
