package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls on timers, and what happens when one expires. */
final class TimerCalls {
  /** What follows the header in the message of an expiry: three numbers that nobody uses. */
  private static final int UNUSED_BYTES = 24;

  private final Kernel kernel;

  /** Why the last look-up found no timer. */
  private int error;

  TimerCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Makes a timer; returns the name of its receive right, or the null name. */
  int create(Space space) {
    if (kernel.nameCalls.allocate(space, MACH_PORT_RIGHT_RECEIVE) != KERN_SUCCESS) {
      return MACH_PORT_NULL;
    }
    int name = kernel.nameCalls.made;
    Port port = space.port(space.find(name));
    port.objectType = ObjectType.TIMER;
    port.object = new Timer(port);
    // The kernel keeps this right to send the expiry through.
    kernel.ports.makeSend(port);
    return name;
  }

  int destroy(Space space, int name) {
    int index = kernel.names.find(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    if (!space.isReceive(index)) {
      return KERN_INVALID_RIGHT;
    }
    return space.port(index).object instanceof Timer
        ? kernel.rights.destroy(space, index, name)
        : KERN_INVALID_ARGUMENT;
  }

  /**
   * Arms a timer, to expire as soon as its time has come.
   *
   * @param leeway how much later would do, which only {@link #cancel} shows
   */
  int arm(Space space, int name, long time, long leeway) {
    Timer timer = find(space, name);
    if (timer == null) {
      return error;
    }
    disarm(timer);
    long latest = time + leeway;
    timer.latest = Long.compareUnsigned(latest, time) < 0 ? -1 : latest;
    if (kernel.alarms.isPast(time)) {
      expire(timer);
    } else {
      timer.alarm = kernel.alarms.set(time, () -> expire(timer));
    }
    return KERN_SUCCESS;
  }

  /** Stops a timer, and tells for when it was armed if there is memory for the answer. */
  int cancel(Space space, int name, @Nullable Pointer out) {
    Timer timer = find(space, name);
    if (timer == null) {
      return error;
    }
    long armedFor = timer.alarm == null ? 0 : timer.latest;
    disarm(timer);
    if (out == null || out.address() == 0) {
      return KERN_SUCCESS;
    }
    if (!Buffers.holdsLong(out)) {
      return KERN_FAILURE;
    }
    out.putLong(0, armedFor);
    return KERN_SUCCESS;
  }

  /** Ends the timer that a port stood for, if it did; the port is dead. */
  void portDestroyed(Port port) {
    if (port.object instanceof Timer timer) {
      disarm(timer);
      port.objectType = ObjectType.NONE;
      port.object = null;
      kernel.ports.releaseSend(port);
    }
  }

  private void disarm(Timer timer) {
    kernel.alarms.cancel(timer.alarm);
    timer.alarm = null;
  }

  /** Sends the message of an expiry, unless the last one is still there: there is only the one. */
  private void expire(Timer timer) {
    timer.alarm = null;
    if (timer.isMessageQueued()) {
      return;
    }
    Message message = new Message();
    message.remote = kernel.ports.copySend(timer.port);
    message.remoteDisposition = Dispositions.SEND;
    message.body = new byte[UNUSED_BYTES];
    timer.message = message;
    kernel.sender.sendFromKernel(message, true);
  }

  private @Nullable Timer find(Space space, int name) {
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      error = kernel.names.error;
      return null;
    }
    error = KERN_INVALID_ARGUMENT;
    return space.port(index).object instanceof Timer timer ? timer : null;
  }
}
