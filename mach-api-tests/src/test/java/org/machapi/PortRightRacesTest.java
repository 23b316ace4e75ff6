package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several threads at one object. What comes of it is the same however they run: one release reaches
 * the kernel for each object, and what another thread has got meanwhile stays.
 */
@Tag("kernel")
@Timeout(120)
class PortRightRacesTest {
  private static final int ROUNDS = 400;
  private static final int OBJECTS = 50;

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final CyclicBarrier together = new CyclicBarrier(3);

  /** Waits for the other two, but not for ever should one of them have failed. */
  private void meet() throws Exception {
    together.await(50, TimeUnit.SECONDS);
  }

  private List<DeadName> makeObjects() {
    return IntStream.range(0, OBJECTS)
        .mapToObj(i -> DeadName.adopt(mach, kernel.newDeadName()))
        .toList();
  }

  private List<RecordingLibrary.Call> releases() {
    return kernel.calls().calls("mach_port_deallocate");
  }

  @Test
  void twoThreadsThatCloseTheSameObjectsReleaseEachOnceWhileAThirdAllocates() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<DeadName> objects = makeObjects();
      List<AtomicInteger> meetings =
          IntStream.range(0, OBJECTS).mapToObj(i -> new AtomicInteger()).toList();
      kernel.calls().clear();
      Threads.Running<Void> first = closingTogether(objects, meetings);
      Threads.Running<Void> second = closingTogether(objects, meetings);
      meet();
      // Takes the places that become free: a second release would hit one of these.
      int[] allocated = IntStream.range(0, OBJECTS).map(i -> kernel.newDeadName()).toArray();
      first.await();
      second.await();
      assertThat(releases()).hasSize(OBJECTS).allMatch(call -> call.result().equals(KERN_SUCCESS));
      assertThat(kernel.snapshot()).hasSize(OBJECTS + 1);
      for (int name : allocated) {
        assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
        kernel.deallocate(name);
      }
    }
  }

  private Threads.Running<Void> closingTogether(
      List<DeadName> objects, List<AtomicInteger> meetings) {
    return Threads.start(
        () -> {
          meet();
          for (int i = 0; i < objects.size(); i++) {
            meetAt(meetings.get(i), i);
            objects.get(i).close();
          }
          return null;
        });
  }

  /**
   * Brings two threads to the same object at about the same time, if they run at the same time at
   * all; who comes last waits a little longer with each object, so that all orders occur.
   */
  private static void meetAt(AtomicInteger arrived, int delay) {
    if (arrived.incrementAndGet() == 2) {
      for (int i = 0; i < delay; i++) {
        Thread.onSpinWait();
      }
    } else {
      for (int i = 0; i < 5_000 && arrived.get() < 2; i++) {
        Thread.onSpinWait();
      }
    }
  }

  private Threads.Running<Void> closing(List<DeadName> objects) {
    return Threads.start(
        () -> {
          meet();
          objects.forEach(DeadName::close);
          return null;
        });
  }

  @Test
  void anObjectThatIsClosedWhileOthersUseItIsReleasedOnceAfterTheLastUse() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<DeadName> objects = makeObjects();
      kernel.calls().clear();
      Threads.Running<Integer> first = using(objects);
      Threads.Running<Integer> second = using(objects);
      meet();
      objects.forEach(DeadName::close);
      int uses = first.await() + second.await();
      assertThat(releases()).hasSize(OBJECTS).allMatch(call -> call.result().equals(KERN_SUCCESS));
      // No name that had gone back was ever asked about.
      assertThat(kernel.calls().calls("mach_port_type"))
          .hasSize(uses)
          .allMatch(call -> call.result().equals(KERN_SUCCESS));
      assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
    }
  }

  /** Uses each object until it is closed; returns how often that went well. */
  private Threads.Running<Integer> using(List<DeadName> objects) {
    return Threads.start(
        () -> {
          int uses = 0;
          meet();
          for (DeadName object : objects) {
            try {
              while (object.type().has(Right.DEAD_NAME)) {
                uses++;
              }
            } catch (IllegalStateException e) {
              assertThat(e).hasMessageContaining("is closed");
            }
          }
          return uses;
        });
  }

  @Test
  void anObjectThatIsClosedWhileItIsGivenAwayIsReleasedOnceOrGone() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<DeadName> objects = makeObjects();
      kernel.calls().clear();
      Threads.Running<Map<Integer, Integer>> first = givingAway(objects);
      Threads.Running<Void> second = closing(objects);
      meet();
      Map<Integer, Integer> given = first.await();
      second.await();
      assertThat(releases())
          .hasSize(OBJECTS - given.size())
          .allMatch(call -> call.result().equals(KERN_SUCCESS));
      assertThat(kernel.snapshot()).hasSize(given.size() + 1);
      given.values().forEach(kernel::deallocate);
    }
  }

  /** Gives away every other object, and fails to give away the rest; returns what was given. */
  private Threads.Running<Map<Integer, Integer>> givingAway(List<DeadName> objects) {
    return Threads.start(
        () -> {
          Map<Integer, Integer> given = new HashMap<>();
          meet();
          for (int i = 0; i < objects.size(); i++) {
            try (Transfer transfer = objects.get(i).transfer()) {
              if (i % 2 == 0) {
                given.put(i, transfer.name());
                transfer.succeeded();
              }
            } catch (IllegalStateException e) {
              assertThat(e).hasMessageContaining("is closed");
            }
          }
          return given;
        });
  }
}
