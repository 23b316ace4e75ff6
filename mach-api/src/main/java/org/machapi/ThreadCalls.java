package org.machapi;

import java.nio.charset.StandardCharsets;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadExtendedInfoLayout;
import org.machapi.raw.ThreadIdentifierInfoLayout;
import org.machapi.raw.ThreadInfoConstants;
import org.machapi.raw.ThreadStatusConstants;

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

  /** Refuses a flavour whose number means something else to this kernel. */
  static void requireArchitecture(Mach mach, ThreadStateFlavour flavour) throws MachException {
    Architecture own = mach.architecture();
    if (flavour.architecture() != own) {
      throw new IllegalArgumentException(
          flavour + " is a state of " + flavour.architecture() + "; this kernel runs on " + own);
    }
  }

  static ThreadState state(Mach mach, int thread, ThreadStateFlavour flavour) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int known = flavour.words();
    int room = known == 0 ? ThreadStatusConstants.THREAD_STATE_MAX : known;
    int countAt = room * Integer.BYTES;
    scratch.putInt(countAt, room);
    int code =
        mach.library()
            .thread_get_state(
                thread, flavour.number(), scratch.pointer(), scratch.pointer(countAt));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("thread_get_state", code, thread, Flavour.READ);
    }
    int count = scratch.getInt(countAt);
    int[] words = new int[Math.max(0, Math.min(count, room))];
    for (int i = 0; i < words.length; i++) {
      words[i] = scratch.getInt(i * Integer.BYTES);
    }
    return ThreadState.of(flavour, words);
  }

  static void setState(Mach mach, int thread, ThreadState state) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int[] words = state.words();
    for (int i = 0; i < words.length; i++) {
      scratch.putInt(i * Integer.BYTES, words[i]);
    }
    int code =
        mach.library()
            .thread_set_state(thread, state.flavour().number(), scratch.pointer(), words.length);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("thread_set_state", code, thread, Flavour.CONTROL);
    }
  }
}
