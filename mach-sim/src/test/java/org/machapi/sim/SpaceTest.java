package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_HEADER_ERROR;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class SpaceTest {
  private final SimulatedTask task = SimulatedKernel.create().createTask("test");
  private final Program program = Program.of(task);

  private void end(int name) {
    assertThat(program.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1)).isZero();
  }

  @Test
  void theTwoLowBitsOfEveryNameAreSet() {
    for (int i = 0; i < 1000; i++) {
      assertThat(program.receiveRight() & 3).isEqualTo(3);
    }
  }

  @Test
  void theEntryThatWasFreedLastIsUsedFirstWithAnotherGeneration() {
    int first = program.receiveRight();
    int second = program.receiveRight();
    end(first);
    end(second);
    int again = program.receiveRight();
    assertThat(again >>> 8).isEqualTo(second >>> 8);
    assertThat(again).isNotEqualTo(second);
    assertThat(program.mach.mach_port_deallocate(program.self, second))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aNameComesBackAfterAtLeastSixteenUsesOfItsEntryAndNotNever() {
    int first = program.receiveRight();
    int uses = 0;
    int name = first;
    do {
      end(name);
      name = program.receiveRight();
      uses++;
    } while (name != first);
    assertThat(uses).isBetween(15, 64);
  }

  @Test
  void theSameSeedGivesTheSameNames() {
    KernelConfiguration configuration = KernelConfiguration.builder().seed(7).build();
    Program one = Program.on(SimulatedKernel.create(configuration));
    Program two = Program.on(SimulatedKernel.create(configuration));
    for (int i = 0; i < 500; i++) {
      int name = one.receiveRight();
      assertThat(two.receiveRight()).isEqualTo(name);
      one.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1);
      two.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1);
    }
  }

  @Test
  void manyNamesAreAllDifferentAndAllThere() {
    Set<Integer> names = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      names.add(program.receiveRight());
    }
    assertThat(names).hasSize(20_000);
    NativeBuffer out = NativeBuffer.allocate(32);
    program.mach.mach_port_names(
        program.self, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24));
    assertThat(out.getInt(8)).isEqualTo(20_001);
  }

  @Test
  void aSpaceThatIsFullSaysSo() {
    Program small =
        Program.on(SimulatedKernel.create(KernelConfiguration.builder().maximumNames(30).build()));
    for (int i = 0; i < 29; i++) {
      small.receiveRight();
    }
    assertThat(small.mach.mach_port_allocate(small.self, 1, small.out.pointer()))
        .isEqualTo(KERN_NO_SPACE);
    assertThat(small.mach.mach_reply_port()).isZero();
  }

  @Test
  void aReplyRightThatFindsNoRoomIsAnErrorOfTheHeader() {
    SimulatedKernel kernel =
        SimulatedKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    SimulatedTask full = kernel.createTask("full");
    Program receiver = Program.of(full);
    Program sender = Program.on(kernel);
    int port = receiver.receiveAndSendRight();
    SimulatedTask other = kernel.createTask("other");
    Program its = Program.of(other);
    int reply = its.receiveRight();
    int destination = full.grant(port, 19, other);
    its.header(destination, 19, reply, MACH_MSG_TYPE_MAKE_SEND_ONCE, 3);
    assertThat(its.send(1, 24, 0)).isZero();
    while (receiver.mach.mach_port_allocate(receiver.self, 1, receiver.out.pointer())
        == KERN_SUCCESS) {
      // until the space is full
    }
    assertThat(receiver.receive(port)).isEqualTo(MACH_RCV_HEADER_ERROR | MACH_MSG_IPC_SPACE);
    assertThat(its.receive(reply)).isZero();
    assertThat(its.id()).isEqualTo(71);
    assertThat(sender.self).isNotZero();
  }

  @Test
  void withoutMemoryForTheResultNothingIsDone() {
    NativeBuffer small = NativeBuffer.allocate(2);
    NativeBuffer out = NativeBuffer.allocate(32);
    assertThat(program.mach.mach_port_allocate(program.self, 1, small.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(program.mach.mach_port_allocate(program.self, 1, null))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(
            program.mach.mach_port_names(
                program.self, small.pointer(), small.pointer(), small.pointer(), null))
        .isEqualTo(KERN_INVALID_ADDRESS);
    program.mach.mach_port_names(
        program.self, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24));
    assertThat(out.getInt(8)).isEqualTo(1);
  }

  @Test
  void threeSendRightsToOnePortAreThreeReferencesOfOneName() {
    int port = program.receiveRight();
    SimulatedTask other = task;
    for (int i = 1; i <= 3; i++) {
      assertThat(task.grant(port, MACH_MSG_TYPE_MAKE_SEND, other)).isEqualTo(port);
      assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(i);
    }
  }
}
