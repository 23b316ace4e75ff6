package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_IDENTITY_PROTECTED;
import static org.machapi.raw.ExceptionConstants.EXC_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_CODES;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_UREFS_OVERFLOW;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelGenerationTest {
  private static Program programOn(KernelGeneration generation) {
    KernelConfiguration configuration =
        KernelConfiguration.builder().generation(generation).build();
    return Program.on(SimulatedKernel.create(configuration));
  }

  private static int makeSendAgain(Program program, int port) {
    return program.mach.mach_port_insert_right(program.self, port, port, MACH_MSG_TYPE_MAKE_SEND);
  }

  /** Sends the port a right to itself and receives it. */
  private static void receiveOneMore(Program program, int port) {
    program.header(port, MACH_MSG_TYPE_MAKE_SEND, 0, 0, 1);
    program.message.putInt(0, MACH_MSG_TYPE_MAKE_SEND | 1 << 31);
    program.message.putInt(24, 1);
    program.message.putInt(28, port);
    program.message.putInt(32, 0);
    program.message.putInt(36, MACH_MSG_TYPE_MAKE_SEND << 16);
    assertThat(program.send(1, 40, 0)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void aCountThatReachesItsMaximumStaysThere(KernelGeneration generation) {
    Program program = programOn(generation);
    int port = program.receiveAndSendRight();
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 65_533)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_534);
    assertThat(program.mach.mach_port_deallocate(program.self, port)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_533);
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 2)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_535);
    assertThat(program.mach.mach_port_deallocate(program.self, port)).isZero();
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, -65_534)).isZero();
    assertThat(makeSendAgain(program, port)).isZero();
    receiveOneMore(program, port);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_535);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void onlyTheWholeMaximumAtOnceLetsGoOfAPeggedRight(KernelGeneration generation) {
    Program program = programOn(generation);
    int port = program.receiveAndSendRight();
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 65_535)).isZero();
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, -65_535)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void moreThanCouldEverBeIsABadChange(KernelGeneration generation) {
    Program program = programOn(generation);
    int port = program.receiveAndSendRight();
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 65_536))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, -2))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void anOldKernelRefusesToCountASendRightBeyondItsMaximum() {
    Program program = programOn(KernelGeneration.XNU_2782);
    int port = program.receiveAndSendRight();
    for (int delta : new int[] {65_534, 65_535, 65_536, Integer.MAX_VALUE}) {
      assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, delta))
          .isEqualTo(KERN_UREFS_OVERFLOW);
    }
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 65_532)).isZero();
    assertThat(makeSendAgain(program, port)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_534);
    assertThat(makeSendAgain(program, port)).isEqualTo(KERN_UREFS_OVERFLOW);
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 1))
        .isEqualTo(KERN_UREFS_OVERFLOW);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_534);
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, -65_535))
        .isEqualTo(KERN_INVALID_VALUE);
  }

  @Test
  void anOldKernelCountsDeadNamesByOneFurtherThanSendRights() {
    Program program = programOn(KernelGeneration.XNU_2782);
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    assertThat(program.changeReferences(dead, MACH_PORT_RIGHT_DEAD_NAME, 65_535))
        .isEqualTo(KERN_UREFS_OVERFLOW);
    assertThat(program.changeReferences(dead, MACH_PORT_RIGHT_DEAD_NAME, 65_534)).isZero();
    assertThat(program.references(dead, MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(65_535);
    assertThat(program.changeReferences(dead, MACH_PORT_RIGHT_DEAD_NAME, -65_534)).isZero();
    assertThat(program.references(dead, MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(1);
  }

  @Test
  void anOldKernelLosesCountOfRightsThatArriveAtTheMaximum() {
    Program program = programOn(KernelGeneration.XNU_2782);
    int port = program.receiveAndSendRight();
    assertThat(program.changeReferences(port, MACH_PORT_RIGHT_SEND, 65_532)).isZero();
    receiveOneMore(program, port);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_534);
    receiveOneMore(program, port);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_534);
    assertThat(program.mach.mach_port_deallocate(program.self, port)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(65_533);
  }

  private static int contextOfADeadName(KernelGeneration generation) {
    Program program = programOn(generation);
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    return program.mach.mach_port_get_context(program.self, dead, program.out.pointer());
  }

  @Test
  void aDeadNameUsedAsAReceiveRightIsAnInvalidNameInNewKernelsOnly() {
    assertThat(contextOfADeadName(KernelGeneration.XNU_7195)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(contextOfADeadName(KernelGeneration.XNU_11417)).isEqualTo(KERN_INVALID_NAME);
  }

  private static int requestOnADeadName(KernelGeneration generation) {
    Program program = programOn(generation);
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    int notify = program.receiveRight();
    return program.mach.mach_port_request_notification(
        program.self,
        dead,
        MACH_NOTIFY_DEAD_NAME,
        1,
        notify,
        MACH_MSG_TYPE_MAKE_SEND_ONCE,
        program.out.pointer());
  }

  @Test
  void aDeadNameRequestForADeadNameFiresAtOnceInOldKernelsOnly() {
    assertThat(requestOnADeadName(KernelGeneration.XNU_7195)).isEqualTo(KERN_SUCCESS);
    assertThat(requestOnADeadName(KernelGeneration.XNU_11417)).isEqualTo(KERN_INVALID_ARGUMENT);
  }

  private static int setProtected(Program program, int port, int more) {
    return program.mach.task_set_exception_ports(
        program.self, EXC_MASK_BAD_ACCESS, port, EXCEPTION_IDENTITY_PROTECTED | more, 0);
  }

  @Test
  void protectedExceptionMessagesComeWithANewKernelAndCarryATokenOnly() {
    Program old = programOn(KernelGeneration.XNU_7195);
    assertThat(setProtected(old, old.receiveAndSendRight(), MACH_EXCEPTION_CODES))
        .isEqualTo(KERN_INVALID_ARGUMENT);

    SimulatedTask task =
        SimulatedKernel.create(
                KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build())
            .createTask("new");
    Program program = Program.of(task);
    int port = program.receiveAndSendRight();
    assertThat(setProtected(program, port, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(setProtected(program, port, MACH_EXCEPTION_CODES)).isEqualTo(KERN_SUCCESS);
    RaisedException raised = task.createThread().raise(EXC_BAD_ACCESS, 1, 2);
    assertThat(raised.isWaiting()).isTrue();
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.id()).isEqualTo(2408);
    assertThat(program.message.getInt(24)).isEqualTo(1);
    int token = program.message.getInt(28);
    program.mach.mach_port_kobject(
        program.self, token, program.out.pointer(), program.out.pointer(8));
    assertThat(program.out.getInt(0)).isEqualTo(50);
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
  }

  @Test
  void withoutDeveloperModeANewKernelGivesReadPorts() {
    KernelConfiguration configuration =
        KernelConfiguration.builder()
            .generation(KernelGeneration.XNU_11417)
            .developerMode(false)
            .build();
    SimulatedTask task = SimulatedKernel.create(configuration).createTask("locked down");
    Program program = Program.of(task);
    int port = program.receiveAndSendRight();
    assertThat(
            program.mach.task_set_exception_ports(
                program.self, EXC_MASK_BAD_ACCESS, port, 1 | MACH_EXCEPTION_CODES, 0))
        .isEqualTo(KERN_SUCCESS);
    task.createThread().raise(EXC_BAD_ACCESS, 1, 2);
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    for (int i = 0; i < 2; i++) {
      int name = program.message.getInt(28 + 12 * i);
      program.mach.mach_port_kobject(
          program.self, name, program.out.pointer(), program.out.pointer(8));
      assertThat(program.out.getInt(0)).isEqualTo(i == 0 ? 47 : 45);
    }
    int threadPort = program.message.getInt(28);
    program.header(port, 19, 0, 0, 1);
    program.message.putInt(0, 19 | 1 << 31);
    program.message.putInt(24, 1);
    program.message.putInt(28, threadPort);
    program.message.putInt(32, 0);
    program.message.putInt(36, 19 << 16);
    assertThatThrownBy(() -> program.send(1, 40, 0))
        .isInstanceOf(FatalGuardError.class)
        .hasMessageContaining("IMMOVABLE");
  }
}
