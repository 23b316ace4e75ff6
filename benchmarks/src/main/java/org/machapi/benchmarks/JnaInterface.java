package org.machapi.benchmarks;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** The calls as JNA is mostly used: an interface, and objects for references. */
interface JnaInterface extends Library {
  JnaInterface INSTANCE = Native.load(EmptyLibrary.path().toString(), JnaInterface.class);

  int mach_thread_self();

  int mach_port_deallocate(int task, int name);

  int mach_port_get_refs(int task, int name, int right, IntByReference refs);

  int mach_msg(
      Pointer msg, int option, int sendSize, int rcvSize, int rcvName, int timeout, int notify);
}
