package org.machapi.benchmarks;

import com.sun.jna.Native;

/** The calls through JNA's direct mapping, addresses as numbers, which is its fastest form. */
final class JnaDirect {
  static {
    Native.register(JnaDirect.class, EmptyLibrary.path().toString());
  }

  private JnaDirect() {}

  static native int mach_thread_self();

  static native int mach_port_deallocate(int task, int name);

  static native int mach_port_get_refs(int task, int name, int right, long refs);

  static native int mach_msg(
      long msg, int option, int sendSize, int rcvSize, int rcvName, int timeout, int notify);
}
