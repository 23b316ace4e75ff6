package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import java.util.ArrayList;
import java.util.List;
import org.machapi.KernReturn;
import org.machapi.TestKernel;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.GuardException;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedTask;

/** A task that calls as a program in C does, on a kernel that writes down guard exceptions. */
final class PromisedTask {
  /** The room that a message with one right takes, trailer included. */
  private static final int ROOM = 256;

  /** A right that arrived, and the disposition that its descriptor says. */
  record Arrived(int name, int disposition) {}

  final MachLibrary mach;
  final int self;

  /** What macOS would raise {@code EXC_GUARD} for. */
  final List<GuardException> guards;

  private final NativeBuffer out = NativeBuffer.allocate(64);
  private final NativeBuffer message = NativeBuffer.allocate(ROOM);

  private PromisedTask(MachLibrary mach, List<GuardException> guards) {
    this.mach = mach;
    this.self = mach.mach_task_self_().get();
    this.guards = guards;
  }

  /** A task as those of most programs, on a kernel of this generation. */
  static PromisedTask on(KernelGeneration generation) {
    return on(KernelConfiguration.builder().generation(generation));
  }

  /** A task as macOS hardens its own programs. */
  static PromisedTask hardened() {
    return on(
        KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).hardenedTasks(true));
  }

  static PromisedTask on(KernelConfiguration.Builder configuration) {
    List<GuardException> guards = new ArrayList<>();
    TestKernel kernel = TestKernel.create(configuration.guardListener(guards::add).build());
    return new PromisedTask(kernel.raw(), guards);
  }

  static PromisedTask of(SimulatedTask task) {
    return new PromisedTask(task.library(), new ArrayList<>());
  }

  static void succeeds(int code) {
    assertThat(new KernReturn(code)).isEqualTo(new KernReturn(0));
  }

  static void answers(int expected, int code) {
    assertThat(new KernReturn(code)).isEqualTo(new KernReturn(expected));
  }

  /** The memory for out-parameters. */
  NativeBuffer out() {
    return out;
  }

  int allocate(int right) {
    succeeds(mach.mach_port_allocate(self, right, out.pointer()));
    return out.getInt(0);
  }

  int receiveRight() {
    return allocate(MACH_PORT_RIGHT_RECEIVE);
  }

  int type(int name) {
    succeeds(mach.mach_port_type(self, name, out.pointer()));
    return out.getInt(0);
  }

  int references(int name, int right) {
    succeeds(mach.mach_port_get_refs(self, name, right, out.pointer()));
    return out.getInt(0);
  }

  int insert(int name, int port, int disposition) {
    return mach.mach_port_insert_right(self, name, port, disposition);
  }

  /** Sends one right to a port; returns what {@code mach_msg} does. */
  int sendRight(int id, int destination, int right, int disposition) {
    header(id, destination, MACH_MSG_TYPE_COPY_SEND, 0, 0);
    int size = DESCRIPTORS + PORT_DESCRIPTOR_SIZE;
    message.putInt(MSGH_BITS, MACH_MSG_TYPE_COPY_SEND | MACH_MSGH_BITS_COMPLEX);
    message.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    message.putInt(DESCRIPTORS, right);
    message.putLong(DESCRIPTORS + Integer.BYTES, 0);
    message.bytes().put(DESCRIPTORS + PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    message.bytes().put(DESCRIPTORS + DESCRIPTOR_TYPE, (byte) MACH_MSG_PORT_DESCRIPTOR);
    return send(size);
  }

  /** Sends a header alone. */
  int sendHeader(int id, int remote, int remoteDisposition, int local, int localDisposition) {
    header(id, remote, remoteDisposition, local, localDisposition);
    return send(HEADER_SIZE);
  }

  private void header(int id, int remote, int remoteDisposition, int local, int localDisposition) {
    message.putInt(MSGH_BITS, remoteDisposition | localDisposition << 8);
    message.putInt(MSGH_REMOTE_PORT, remote);
    message.putInt(MSGH_LOCAL_PORT, local);
    message.putInt(MSGH_ID, id);
  }

  private int send(int size) {
    message.putInt(MSGH_SIZE, size);
    return mach.mach_msg(message.pointer(), MACH_SEND_MSG | MACH_SEND_TIMEOUT, size, 0, 0, 0, 0);
  }

  /** Receives a message with one right. */
  Arrived receiveRight(int id, int port) {
    succeeds(
        mach.mach_msg(message.pointer(), MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, ROOM, port, 0, 0));
    assertThat(message.getInt(MSGH_ID)).isEqualTo(id);
    assertThat(message.getInt(MSGH_BITS) & MACH_MSGH_BITS_COMPLEX).isNotZero();
    assertThat(message.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(1);
    return new Arrived(
        message.getInt(DESCRIPTORS),
        message.bytes().get(DESCRIPTORS + PORT_DESCRIPTOR_DISPOSITION));
  }
}
