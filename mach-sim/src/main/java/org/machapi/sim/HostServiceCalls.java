package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_ABORTED;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The clocks, the processor set and I/O Kit, of which there are the ports; and sleep by the system
 * clock, which shows the absolute time.
 */
final class HostServiceCalls {
  private static final int TIME_RELATIVE = 1;
  private static final int NANOSECONDS_PER_SECOND = 1_000_000_000;
  private static final int TIMESPEC_SIZE = 8;

  private final Kernel kernel;
  private final Port systemClock = standFor(ObjectType.CLOCK);
  private final Port calendarClock = standFor(ObjectType.CLOCK);
  private final Port processorSetName = standFor(ObjectType.PROCESSOR_SET_NAME);
  private final Port ioMain = standFor(ObjectType.MAIN_DEVICE);

  HostServiceCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  private static Port standFor(int objectType) {
    Port port = new Port();
    port.objectType = objectType;
    return port;
  }

  int clockService(int which, Task caller, Pointer out) {
    Port clock =
        switch (which) {
          case 0 -> systemClock;
          case 1 -> calendarClock;
          default -> null;
        };
    return clock == null ? KERN_INVALID_ARGUMENT : give(clock, caller, out);
  }

  int defaultProcessorSet(Task caller, Pointer out) {
    return give(processorSetName, caller, out);
  }

  int ioMain(Task caller, Pointer out) {
    return give(ioMain, caller, out);
  }

  private int give(Port port, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    kernel.ports.makeSend(port);
    int bits = kernel.copyout.put(caller.space, port, Dispositions.SEND);
    if (bits != MACH_MSG_SUCCESS) {
      return MACH_RCV_BODY_ERROR | bits;
    }
    out.putInt(0, kernel.copyout.name);
    return KERN_SUCCESS;
  }

  /**
   * Sleeps until the system clock shows a time. That time is told if there is memory for it, and
   * nobody is told if there is not.
   */
  int sleep(
      Space space, int clockName, int type, int seconds, int nanoseconds, @Nullable Pointer out) {
    if (clockName != MACH_PORT_NULL) {
      Port clock = kernel.names.send(space, clockName);
      if (clock == null || clock.objectType != ObjectType.CLOCK) {
        return KERN_INVALID_ARGUMENT;
      }
      if (clock != systemClock) {
        return KERN_FAILURE;
      }
    }
    boolean badType = (type & ~TIME_RELATIVE) != 0;
    if (badType || nanoseconds < 0 || nanoseconds >= NANOSECONDS_PER_SECOND) {
      tell(out, seconds, nanoseconds);
      return KERN_INVALID_VALUE;
    }
    long time = Integer.toUnsignedLong(seconds) * NANOSECONDS_PER_SECOND + nanoseconds;
    long now = kernel.alarms.now();
    if (type == TIME_RELATIVE) {
      time += now;
    }
    boolean past = Long.compareUnsigned(time, now) <= 0;
    int result = past ? KERN_SUCCESS : sleepUntil(time);
    long end = past ? now : time;
    tell(
        out,
        (int) Long.divideUnsigned(end, NANOSECONDS_PER_SECOND),
        (int) Long.remainderUnsigned(end, NANOSECONDS_PER_SECOND));
    return result;
  }

  private int sleepUntil(long time) {
    Waiter waiter = kernel.newWaiter(0, 0);
    Alarms.Alarm alarm = kernel.alarms.set(time, () -> wake(waiter));
    if (kernel.awaitNanoseconds(waiter, false, 0) == Waiter.Outcome.SERVED) {
      return KERN_SUCCESS;
    }
    kernel.alarms.cancel(alarm);
    return KERN_ABORTED;
  }

  private static void wake(Waiter waiter) {
    // A thread that was woken by its end has not got round to leaving yet.
    if (waiter.outcome == Waiter.Outcome.WAITING) {
      waiter.wake(Waiter.Outcome.SERVED);
    }
  }

  private static void tell(@Nullable Pointer out, int seconds, int nanoseconds) {
    if (Buffers.holds(out, TIMESPEC_SIZE)) {
      out.putInt(0, seconds);
      out.putInt(Integer.BYTES, nanoseconds);
    }
  }
}
