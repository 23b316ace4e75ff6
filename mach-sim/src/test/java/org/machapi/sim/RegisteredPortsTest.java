package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TOO_LARGE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class RegisteredPortsTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final Program others = Program.of(other);
  private final int target = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);
  private final NativeBuffer array = NativeBuffer.allocate(16);

  private int register(int... names) {
    for (int i = 0; i < names.length; i++) {
      array.putInt(4 * i, names[i]);
    }
    return program.mach.mach_ports_register(program.self, array.pointer(), names.length);
  }

  /** Looks the ports of the task up and gives the memory back, not the names. */
  private int[] lookup() {
    NativeBuffer out = NativeBuffer.allocate(16);
    assertThat(program.mach.mach_ports_lookup(program.self, out.pointer(), out.pointer(8)))
        .isEqualTo(KERN_SUCCESS);
    assertThat(out.getInt(8)).isEqualTo(3);
    assertThat(task.mappedBytes()).isEqualTo(16_384);
    Pointer memory = Pointer.wrap(Runtime.getSystemRuntime(), out.getLong(0));
    int[] names = {memory.getInt(0), memory.getInt(4), memory.getInt(8)};
    assertThat(program.mach.mach_vm_deallocate(program.self, out.getLong(0), 12)).isZero();
    assertThat(task.mappedBytes()).isZero();
    return names;
  }

  private void askForNoSenders(int port) {
    int result =
        program.mach.mach_port_request_notification(
            program.self,
            port,
            MACH_NOTIFY_NO_SENDERS,
            0,
            port,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void nothingIsKeptAtFirst() {
    assertThat(lookup()).containsExactly(MACH_PORT_NULL, MACH_PORT_NULL, MACH_PORT_NULL);
  }

  @Test
  void whatIsRegisteredIsCopiedAndEachLookupGivesAReference() {
    int port = program.receiveAndSendRight();
    assertThat(register(MACH_PORT_NULL, port, MACH_PORT_DEAD)).isEqualTo(KERN_SUCCESS);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(lookup()).containsExactly(MACH_PORT_NULL, port, MACH_PORT_DEAD);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
  }

  @Test
  void registeringAgainDropsWhatWasKept() {
    int port = program.receiveAndSendRight();
    askForNoSenders(port);
    assertThat(register(port, port)).isEqualTo(KERN_SUCCESS);
    program.mach.mach_port_deallocate(program.self, port);
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
    assertThat(program.mach.mach_ports_register(program.self, null, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_NO_SENDERS);
    assertThat(lookup()).containsOnly(MACH_PORT_NULL);
  }

  @Test
  void theEndOfTheTaskDropsWhatItKept() {
    int port = program.receiveAndSendRight();
    askForNoSenders(port);
    array.putInt(0, port);
    assertThat(program.mach.mach_ports_register(target, array.pointer(), 1)).isZero();
    program.mach.mach_port_deallocate(program.self, port);
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
    other.terminate();
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aPortThatDiedIsLookedUpAsTheDeadName() {
    int port = program.receiveAndSendRight();
    register(port);
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(lookup()).containsExactly(MACH_PORT_DEAD, MACH_PORT_NULL, MACH_PORT_NULL);
  }

  @Test
  void aFailureKeepsWhatWasKeptAndTakesNothing() {
    int port = program.receiveAndSendRight();
    int noSend = program.receiveRight();
    program.mach.task_get_special_port(program.self, TASK_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    register(port);
    askForNoSenders(port);
    assertThat(register(port, noSend)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(register(port, 0x7f03)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(register(port, read)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(register(port, port, port, port)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_ports_register(program.self, null, 1))
        .isEqualTo(KERN_INVALID_ADDRESS);
    int[] kept = lookup();
    assertThat(kept).containsExactly(port, MACH_PORT_NULL, MACH_PORT_NULL);
    assertThat(register()).isEqualTo(KERN_SUCCESS);
    program.changeReferences(port, MACH_PORT_RIGHT_SEND, -2);
    assertThat(program.receive(port)).as("no right is left anywhere").isEqualTo(KERN_SUCCESS);
  }

  @Test
  void theRightsAreLookedAtBeforeTheTask() {
    int port = program.receiveAndSendRight();
    program.mach.task_get_special_port(target, TASK_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    array.putInt(0, 0x7f03);
    assertThat(program.mach.mach_ports_register(0, array.pointer(), 1))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.mach_ports_register(read, array.pointer(), 1))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    array.putInt(0, port);
    assertThat(program.mach.mach_ports_register(read, array.pointer(), 1))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_ports_lookup(read, array.pointer(), array.pointer(8)))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void aLookupWithoutRoomGivesNothing() {
    SimulatedTask poor =
        SimulatedKernel.create(KernelConfiguration.builder().maximumMemory(0).build())
            .createTask("poor");
    Program of = Program.of(poor);
    int port = of.receiveAndSendRight();
    array.putInt(0, port);
    assertThat(of.mach.mach_ports_register(of.self, array.pointer(), 1)).isZero();
    assertThat(of.mach.mach_ports_lookup(of.self, of.out.pointer(), of.out.pointer(8)))
        .isEqualTo(KERN_NO_SPACE);
    assertThat(of.mach.mach_ports_lookup(of.self, null, of.out.pointer(8)))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(of.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void noTaskIsEverMadeWhateverIsBrought() {
    int port = program.receiveAndSendRight();
    askForNoSenders(port);
    array.putInt(0, port);
    array.putInt(4, port);
    Pointer child = program.out.pointer();
    assertThat(program.mach.task_create(program.self, array.pointer(), 2, 0, child))
        .isEqualTo(KERN_FAILURE);
    assertThat(program.mach.task_create(program.self, null, 0, 0, child)).isEqualTo(KERN_FAILURE);
    assertThat(program.mach.task_create(program.self, null, 1, 0, child))
        .isEqualTo(MACH_SEND_INVALID_MEMORY);
    assertThat(program.mach.task_create(program.self, array.pointer(), -1, 0, child))
        .isEqualTo(MACH_SEND_TOO_LARGE);
    assertThat(program.mach.task_create(0, array.pointer(), 2, 0, child))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    array.putInt(4, 0x7f03);
    assertThat(program.mach.task_create(program.self, array.pointer(), 2, 0, child))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    program.changeReferences(port, MACH_PORT_RIGHT_SEND, -1);
    assertThat(program.receive(port)).as("no right is left anywhere").isEqualTo(KERN_SUCCESS);
  }
}
