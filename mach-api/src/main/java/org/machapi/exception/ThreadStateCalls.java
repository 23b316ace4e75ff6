package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.Flavour;
import org.machapi.Loan;
import org.machapi.MachException;
import org.machapi.ReadableThread;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;

/** Reads and sets states of threads as bytes, as exception messages carry them. */
final class ThreadStateCalls {
  private static final int COUNT = ThreadStatusConstants.THREAD_STATE_MAX * Integer.BYTES;

  private ThreadStateCalls() {}

  /**
   * Reads a state ({@code thread_get_state}); a read port is enough.
   *
   * @param memory of {@link ExceptionBuffers#state()}, where it then is
   */
  static ByteBuffer get(ReadableThread thread, int flavour, NativeBuffer memory)
      throws MachException {
    memory.putInt(COUNT, ThreadStatusConstants.THREAD_STATE_MAX);
    try (Loan loan = thread.lend()) {
      int code =
          thread
              .mach()
              .library()
              .thread_get_state(loan.name(), flavour, memory.pointer(), memory.pointer(COUNT));
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw thread.mach().failure("thread_get_state", code, thread, Flavour.READ);
      }
    }
    return memory
        .bytes()
        .slice(0, memory.getInt(COUNT) * Integer.BYTES)
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Sets a state ({@code thread_set_state}); needs the control port.
   *
   * @param thread the thread; whether its port allows it, the kernel says
   * @param state the state, from position to limit
   * @param memory of {@link ExceptionBuffers#state()}, through which it goes
   */
  static void set(ReadableThread thread, int flavour, ByteBuffer state, NativeBuffer memory)
      throws MachException {
    int size = state.remaining();
    memory.bytes().put(0, state, state.position(), size);
    try (Loan loan = thread.lend()) {
      int code =
          thread
              .mach()
              .library()
              .thread_set_state(loan.name(), flavour, memory.pointer(), size / Integer.BYTES);
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw thread.mach().failure("thread_set_state", code, thread, Flavour.CONTROL);
      }
    }
  }
}
