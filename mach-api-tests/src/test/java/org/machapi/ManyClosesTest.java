package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/**
 * A million times two threads close the same object while a third takes the names that become free:
 * exactly one release reaches the kernel, and never one of a name that is somebody else's by then.
 */
@Tag("kernel")
@Timeout(180)
class ManyClosesTest {
  private static final int BATCHES = 1_000;
  private static final int OBJECTS = 1_000;

  /** How long one waits for the other at an object, if that does not run at all. */
  private static final int PATIENCE = 200;

  private final TestKernel kernel = TestKernel.create();
  private final MachLibrary raw = kernel.raw();
  private final int self = kernel.self();
  private final NativeBuffer out = NativeBuffer.allocate(4);
  private final SendRight[] objects = new SendRight[OBJECTS];
  private final int[] taken = new int[OBJECTS];
  private final CyclicBarrier together = new CyclicBarrier(3);
  private final AtomicInteger[] progress = {new AtomicInteger(), new AtomicInteger()};

  /** Counts what reaches the kernel on behalf of the library. */
  abstract static class CountingKernel implements MachLibrary {
    final AtomicInteger releases = new AtomicInteger();
    final AtomicInteger refusals = new AtomicInteger();
    MachLibrary kernel;

    @Override
    public Variable<Integer> mach_task_self_() {
      return kernel.mach_task_self_();
    }

    @Override
    public int mach_port_deallocate(int task, int name) {
      int code = kernel.mach_port_deallocate(task, name);
      releases.getAndIncrement();
      if (code != KERN_SUCCESS) {
        refusals.getAndIncrement();
      }
      return code;
    }

    @Override
    public int mach_port_get_refs(int task, int name, int right, Pointer refs) {
      return kernel.mach_port_get_refs(task, name, right, refs);
    }
  }

  private int newDeadName() {
    int code = raw.mach_port_allocate(self, MACH_PORT_RIGHT_DEAD_NAME, out.pointer());
    if (code != KERN_SUCCESS) {
      throw new AssertionError("mach_port_allocate: " + new KernReturn(code));
    }
    return out.getInt(0);
  }

  private void meet() throws Exception {
    together.await(100, TimeUnit.SECONDS);
  }

  private Threads.Running<Void> closing(int which) {
    AtomicInteger mine = progress[which];
    AtomicInteger others = progress[1 - which];
    return Threads.start(
        () -> {
          for (int batch = 0; batch < BATCHES; batch++) {
            meet();
            for (int i = 0; i < OBJECTS; i++) {
              mine.set(i + 1);
              for (int wait = 0; wait < PATIENCE && others.get() <= i; wait++) {
                Thread.onSpinWait();
              }
              objects[i].close();
            }
            meet();
          }
          return null;
        });
  }

  @Test
  void aMillionObjectsThatTwoThreadsCloseAreReleasedOnceEach() throws Exception {
    CountingKernel counting = PartialLibrary.of(CountingKernel.class);
    counting.kernel = raw;
    Mach mach = Mach.of(counting, "counts");
    Threads.Running<Void> first = closing(0);
    Threads.Running<Void> second = closing(1);
    for (int batch = 0; batch < BATCHES; batch++) {
      for (int i = 0; i < OBJECTS; i++) {
        objects[i] = SendRight.adoptUnchecked(mach, newDeadName());
      }
      progress[0].set(0);
      progress[1].set(0);
      counting.releases.set(0);
      meet();
      // Takes the places that become free: a second release would hit one of these.
      for (int i = 0; i < OBJECTS; i++) {
        taken[i] = newDeadName();
      }
      meet();
      assertThat(counting.releases).hasValue(OBJECTS);
      for (int name : taken) {
        // Fails if the name is gone, or has another reference than the one that it was made with.
        TestKernel.expectSuccess("mach_port_deallocate", raw.mach_port_deallocate(self, name));
      }
    }
    first.await();
    second.await();
    assertThat(counting.refusals).hasValue(0);
    assertThat(kernel.snapshot()).containsOnlyKeys(self);
  }
}
