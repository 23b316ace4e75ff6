package org.machapi;

import java.nio.charset.StandardCharsets;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadExtendedInfoLayout;
import org.machapi.raw.ThreadIdentifierInfoLayout;
import org.machapi.raw.ThreadInfoConstants;

/** Calls on threads that the library makes for itself. */
final class ThreadCalls {
  private ThreadCalls() {}

  /** Asks for one flavour of information; it lies in the scratch memory of this thread then. */
  static NativeBuffer info(Mach mach, int thread, int flavor, int count) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int countAt = count * Integer.BYTES;
    scratch.putInt(countAt, count);
    int code =
        mach.library().thread_info(thread, flavor, scratch.pointer(), scratch.pointer(countAt));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("thread_info", code, thread, Flavour.INSPECT);
    }
    return scratch;
  }

  static long threadId(Mach mach, int thread) throws MachException {
    NativeBuffer scratch =
        info(
            mach,
            thread,
            ThreadInfoConstants.THREAD_IDENTIFIER_INFO,
            ThreadInfoConstants.THREAD_IDENTIFIER_INFO_COUNT);
    return scratch.getLong(ThreadIdentifierInfoLayout.THREAD_ID);
  }

  /**
   * Compares thread numbers rather than names: a read port of a thread has another name than its
   * control port.
   */
  static boolean isCallingThread(Mach mach, int thread) throws MachException {
    int self = mach.library().mach_thread_self();
    try {
      return threadId(mach, self) == threadId(mach, thread);
    } finally {
      mach.library().mach_port_deallocate(mach.taskSelf(), self);
    }
  }

  /** Returns the name that the thread was given ({@code pthread_setname_np}); empty if none. */
  static String name(Mach mach, int thread) throws MachException {
    NativeBuffer scratch =
        info(
            mach,
            thread,
            ThreadInfoConstants.THREAD_EXTENDED_INFO,
            ThreadInfoConstants.THREAD_EXTENDED_INFO_COUNT);
    byte[] name = new byte[ThreadExtendedInfoLayout.PTH_NAME_SIZE];
    scratch.bytes().get(ThreadExtendedInfoLayout.PTH_NAME, name);
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new String(name, 0, length, StandardCharsets.UTF_8);
  }
}
