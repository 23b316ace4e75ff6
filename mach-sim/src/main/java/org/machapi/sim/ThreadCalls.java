package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.SpecialPortConstants.THREAD_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO_COUNT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_EXTENDED_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_EXTENDED_INFO_COUNT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_IDENTIFIER_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_IDENTIFIER_INFO_COUNT;
import static org.machapi.raw.ThreadInfoConstants.TH_STATE_RUNNING;
import static org.machapi.raw.ThreadInfoConstants.TH_STATE_STOPPED;
import static org.machapi.raw.ThreadInfoConstants.TH_STATE_WAITING;
import static org.machapi.raw.ThreadStatusConstants.THREAD_STATE_MAX;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;
import org.machapi.raw.ThreadBasicInfoLayout;
import org.machapi.raw.ThreadExtendedInfoLayout;
import org.machapi.raw.ThreadIdentifierInfoLayout;

/**
 * The calls on a thread, other than its exception ports. Suspending counts, and stops no Java
 * thread.
 */
final class ThreadCalls {
  private final Kernel kernel;

  ThreadCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int getSpecialPort(MachThread thread, int through, int which, Task caller, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    boolean allowed =
        switch (through) {
          case ObjectType.THREAD_READ -> which == THREAD_READ_PORT || which == THREAD_INSPECT_PORT;
          case ObjectType.THREAD_INSPECT -> which == THREAD_INSPECT_PORT;
          default -> true;
        };
    if (!allowed) {
      return KERN_INVALID_CAPABILITY;
    }
    if (!thread.active) {
      return KERN_FAILURE;
    }
    Port port;
    switch (which) {
      case THREAD_KERNEL_PORT -> {
        out.putInt(0, kernel.copyout.nameOfItself(caller.space, thread.makeMovable()));
        return KERN_SUCCESS;
      }
      case THREAD_READ_PORT -> port = thread.makeFlavored(ObjectType.THREAD_READ);
      case THREAD_INSPECT_PORT -> port = thread.makeFlavored(ObjectType.THREAD_INSPECT);
      default -> {
        return KERN_INVALID_ARGUMENT;
      }
    }
    out.putInt(0, kernel.copyout.name(caller.space, port, Dispositions.SEND));
    return KERN_SUCCESS;
  }

  /** Refuses in any case, after a look at the right that is brought. */
  int setSpecialPort(int which, Task caller, int name) {
    int result = kernel.rightCalls.takeCopy(caller, name);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port right = kernel.copyin.port;
    boolean immovable = Port.valid(right) && (right.immovableReceive || right.immovableSend);
    kernel.ports.releaseSend(right);
    if (immovable) {
      return KERN_INVALID_RIGHT;
    }
    return which == THREAD_KERNEL_PORT ? KERN_NO_ACCESS : KERN_INVALID_ARGUMENT;
  }

  int getState(MachThread thread, int flavor, Pointer out, Pointer count) {
    if (!Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    int[] state = thread.states.get(flavor);
    if (state == null || Integer.compareUnsigned(count.getInt(0), state.length) < 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (!Buffers.holds(out, 4L * state.length)) {
      return KERN_INVALID_ADDRESS;
    }
    for (int i = 0; i < state.length; i++) {
      out.putInt(4L * i, state[i]);
    }
    count.putInt(0, state.length);
    return KERN_SUCCESS;
  }

  int setState(MachThread thread, int flavor, Pointer in, int count) {
    if (count < 0 || count > THREAD_STATE_MAX) {
      return KERN_INVALID_ARGUMENT;
    }
    if (!Buffers.holds(in, 4L * count)) {
      return KERN_INVALID_ADDRESS;
    }
    int[] state = new int[count];
    for (int i = 0; i < count; i++) {
      state[i] = in.getInt(4L * i);
    }
    return thread.states.set(flavor, state);
  }

  int suspend(MachThread thread) {
    thread.suspendCount++;
    return KERN_SUCCESS;
  }

  int resume(MachThread thread) {
    if (thread.suspendCount == 0) {
      return KERN_FAILURE;
    }
    thread.suspendCount--;
    thread.started |= thread.suspendCount == 0;
    return KERN_SUCCESS;
  }

  int info(MachThread thread, int flavor, Pointer out, Pointer count) {
    if (!Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    int words =
        switch (flavor) {
          case THREAD_BASIC_INFO -> THREAD_BASIC_INFO_COUNT;
          case THREAD_IDENTIFIER_INFO -> THREAD_IDENTIFIER_INFO_COUNT;
          case THREAD_EXTENDED_INFO -> THREAD_EXTENDED_INFO_COUNT;
          default -> Integer.MAX_VALUE;
        };
    if (Integer.compareUnsigned(count.getInt(0), words) < 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (!Buffers.holds(out, 4L * words)) {
      return KERN_INVALID_ADDRESS;
    }
    ByteBuffer info = ByteBuffer.allocate(4 * words).order(ByteOrder.nativeOrder());
    switch (flavor) {
      case THREAD_BASIC_INFO -> {
        info.putInt(ThreadBasicInfoLayout.RUN_STATE, runState(thread));
        info.putInt(ThreadBasicInfoLayout.SUSPEND_COUNT, thread.suspendCount);
      }
      case THREAD_IDENTIFIER_INFO -> info.putLong(ThreadIdentifierInfoLayout.THREAD_ID, thread.id);
      default -> {
        info.putInt(ThreadExtendedInfoLayout.PTH_RUN_STATE, runState(thread));
        byte[] name = thread.name().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(name.length, ThreadExtendedInfoLayout.PTH_NAME_SIZE - 1);
        info.put(ThreadExtendedInfoLayout.PTH_NAME, name, 0, length);
      }
    }
    out.put(0, info.array(), 0, 4 * words);
    count.putInt(0, words);
    return KERN_SUCCESS;
  }

  private int runState(MachThread thread) {
    if (thread.suspendCount + thread.task.suspendCount > 0) {
      return TH_STATE_STOPPED;
    }
    boolean waits = thread.waiter != null || thread.delivery != null;
    return waits && thread != kernel.current ? TH_STATE_WAITING : TH_STATE_RUNNING;
  }
}
