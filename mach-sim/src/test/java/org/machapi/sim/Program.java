package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import java.util.LinkedHashMap;
import java.util.Map;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** What a small C program would do, with the memory it needs. For one Java thread at a time. */
final class Program {
  final MachLibrary mach;
  final int self;
  final NativeBuffer out = NativeBuffer.allocate(64);
  final NativeBuffer message = NativeBuffer.allocate(4096);

  Program(MachLibrary mach) {
    this.mach = mach;
    this.self = mach.mach_task_self_().get();
  }

  static Program of(SimulatedTask task) {
    return new Program(task.library());
  }

  static Program on(SimulatedKernel kernel) {
    return of(kernel.createTask("test"));
  }

  int allocate(int right) {
    assertThat(mach.mach_port_allocate(self, right, out.pointer())).isEqualTo(KERN_SUCCESS);
    return out.getInt(0);
  }

  int receiveRight() {
    return allocate(MACH_PORT_RIGHT_RECEIVE);
  }

  int receiveAndSendRight() {
    int name = receiveRight();
    makeSend(name);
    return name;
  }

  void makeSend(int name) {
    assertThat(mach.mach_port_insert_right(self, name, name, MACH_MSG_TYPE_MAKE_SEND))
        .isEqualTo(KERN_SUCCESS);
  }

  int references(int name, int right) {
    assertThat(mach.mach_port_get_refs(self, name, right, out.pointer())).isEqualTo(KERN_SUCCESS);
    return out.getInt(0);
  }

  int type(int name) {
    assertThat(mach.mach_port_type(self, name, out.pointer())).isEqualTo(KERN_SUCCESS);
    return out.getInt(0);
  }

  /** Reads all names of a task with their types, in the order in which its table has them. */
  Map<Integer, Integer> types(int task) {
    int result =
        mach.mach_port_names(task, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    Map<Integer, Integer> types = new LinkedHashMap<>();
    int[] names = takeInts(out.getLong(0), out.getInt(8));
    int[] bits = takeInts(out.getLong(16), out.getInt(24));
    for (int i = 0; i < names.length; i++) {
      types.put(names[i], bits[i]);
    }
    return types;
  }

  /** Reads an array that a call has returned in memory of its own, and gives the memory back. */
  int[] takeInts(long address, int count) {
    int[] numbers = new int[count];
    if (count > 0) {
      at(address, 4L * count).get(0, numbers, 0, count);
      assertThat(mach.mach_vm_deallocate(self, address, 4L * count)).isEqualTo(KERN_SUCCESS);
    }
    return numbers;
  }

  static Pointer at(long address, long size) {
    return Pointer.wrap(Runtime.getSystemRuntime(), address, size);
  }

  int changeReferences(int name, int right, int delta) {
    return mach.mach_port_mod_refs(self, name, right, delta);
  }

  void setQueueLimit(int name, int limit) {
    out.putInt(0, limit);
    assertThat(mach.mach_port_set_attributes(self, name, 1, out.pointer(), 1))
        .isEqualTo(KERN_SUCCESS);
  }

  void header(int destination, int disposition, int reply, int replyDisposition, int id) {
    message.putInt(MSGH_BITS, disposition | replyDisposition << 8);
    message.putInt(MSGH_REMOTE_PORT, destination);
    message.putInt(MSGH_LOCAL_PORT, reply);
    message.putInt(16, 0);
    message.putInt(MSGH_ID, id);
  }

  /** Sends a message of a header only, without waiting. */
  int send(int destination, int id) {
    header(destination, MACH_MSG_TYPE_COPY_SEND, 0, 0, id);
    return send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, HEADER_SIZE, 0);
  }

  int send(int options, int size, int timeout) {
    return mach.mach_msg(message.pointer(), options, size, 0, 0, timeout, 0);
  }

  /** Receives without waiting. */
  int receive(int name) {
    return receive(name, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0);
  }

  int receive(int name, int options, int timeout) {
    return mach.mach_msg(message.pointer(), options, 0, message.size(), name, timeout, 0);
  }

  int id() {
    return message.getInt(MSGH_ID);
  }
}
