package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_IDENTITY_PROTECTED;
import static org.machapi.raw.ExceptionConstants.EXC_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_CODES;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NAME_EXISTS;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_GUARD_INFO;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

class RarePortTest {
  private static final int NAME = 1;
  private static final int PREALLOC = 2;

  private final SimulatedTask task = SimulatedKernel.create().createTask("test");
  private final Program program = Program.of(task);
  private final MachLibrary mach = program.mach;
  private final int self = program.self;
  private final NativeBuffer qos = NativeBuffer.allocate(8);
  private final NativeBuffer name = NativeBuffer.allocate(4);
  private final NativeBuffer small = NativeBuffer.allocate(3);

  private int full(int target, int right, int proto, int flags, int length, int wanted) {
    qos.putInt(0, flags);
    qos.putInt(4, length);
    name.putInt(0, wanted);
    return mach.mach_port_allocate_full(target, right, proto, qos.pointer(), name.pointer());
  }

  private int withWishes(int target, int right, int flags, int length) {
    qos.putInt(0, flags);
    qos.putInt(4, length);
    return mach.mach_port_allocate_qos(target, right, qos.pointer(), name.pointer());
  }

  private int special(int which) {
    assertThat(mach.task_get_special_port(self, which, program.out.pointer())).isZero();
    return program.out.getInt(0);
  }

  @Test
  void theKernelChoosesANameIfNobodyElseDoes() {
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, 0, 0, 0, 0x5503)).isZero();
    assertThat(name.getInt(0)).isNotEqualTo(0x5503);
    assertThat(program.type(name.getInt(0))).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(withWishes(self, MACH_PORT_RIGHT_PORT_SET, 0, 0)).isZero();
    assertThat(program.type(name.getInt(0))).isEqualTo(MACH_PORT_TYPE_PORT_SET);
  }

  @Test
  void theCallerMayChooseTheNameOfAllButDeadNames() {
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, 0, NAME, 0, 0x5503)).isZero();
    assertThat(name.getInt(0)).isEqualTo(0x5503);
    assertThat(program.type(0x5503)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(full(self, MACH_PORT_RIGHT_PORT_SET, 0, NAME, 0, 0x5603)).isZero();
    assertThat(program.type(0x5603)).isEqualTo(MACH_PORT_TYPE_PORT_SET);
    assertThat(full(self, MACH_PORT_RIGHT_DEAD_NAME, 0, NAME, 0, 0x5703)).isZero();
    assertThat(name.getInt(0)).isNotEqualTo(0x5703);
    assertThat(program.type(name.getInt(0))).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(program.references(name.getInt(0), MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(1);
  }

  @Test
  void aNameThatCanNotBeChosenIsLeftAlone() {
    int port = program.receiveRight();
    int[][] cases = {
      {MACH_PORT_NULL, KERN_INVALID_VALUE},
      {MACH_PORT_DEAD, KERN_INVALID_VALUE},
      {port, KERN_NAME_EXISTS},
      {port + 4, KERN_FAILURE},
      {3, KERN_FAILURE},
      {0x7fffff03, KERN_NO_SPACE},
    };
    for (int[] wanted : cases) {
      assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, 0, NAME | PREALLOC, 0, wanted[0]))
          .isEqualTo(wanted[1]);
      assertThat(name.getInt(0)).isEqualTo(wanted[0]);
      assertThat(qos.getInt(0)).isEqualTo(NAME | PREALLOC);
    }
    assertThat(withWishes(self, MACH_PORT_RIGHT_RECEIVE, NAME, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void theWishForAMessageIsCheckedAndForgotten() {
    assertThat(withWishes(self, MACH_PORT_RIGHT_RECEIVE, PREALLOC, 100)).isZero();
    assertThat(qos.getInt(0)).isZero();
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, 0, PREALLOC, -69, 0)).isZero();
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, 0, PREALLOC, -68, 0))
        .isEqualTo(KERN_RESOURCE_SHORTAGE);
    assertThat(withWishes(self, MACH_PORT_RIGHT_PORT_SET, PREALLOC, -1))
        .isEqualTo(KERN_RESOURCE_SHORTAGE);
    assertThat(withWishes(self, MACH_PORT_RIGHT_PORT_SET, PREALLOC, 1))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(withWishes(self, MACH_PORT_RIGHT_SEND, 0, 0)).isEqualTo(KERN_INVALID_VALUE);
    assertThat(full(self, 99, 0, NAME, 0, 0x5503)).isEqualTo(KERN_INVALID_VALUE);
  }

  @Test
  void aRightThatComesAlongIsRefusedAndNotKept() {
    int port = program.receiveAndSendRight();
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, port, 0, 0, 0)).isEqualTo(KERN_INVALID_VALUE);
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, MACH_PORT_DEAD, 0, 0, 0))
        .isEqualTo(KERN_INVALID_VALUE);
    int receive = program.receiveRight();
    assertThat(full(self, MACH_PORT_RIGHT_RECEIVE, receive, 0, 0, 0))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(mach.mach_port_get_srights(self, port, program.out.pointer())).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(1);
  }

  @Test
  void whatTheMessageCanNotCarryIsFoundFirstThenTheWishesThenTheTask() {
    int named = special(TASK_NAME_PORT);
    assertThat(withWishes(0, MACH_PORT_RIGHT_RECEIVE, NAME, 0)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(withWishes(named, MACH_PORT_RIGHT_RECEIVE, NAME, 0))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(withWishes(named, MACH_PORT_RIGHT_RECEIVE, 0, 0)).isEqualTo(KERN_INVALID_TASK);
    assertThat(full(0, 99, 0x7fff03, 0, 0, 0)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(full(named, 99, 0x7fff03, 0, 0, 0)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(full(named, 99, self, 0, 0, 0)).isEqualTo(KERN_INVALID_TASK);
    assertThat(mach.mach_port_allocate_qos(self, 1, small.pointer(), name.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(mach.mach_port_allocate_full(self, 1, 0, qos.pointer(), small.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  private int assertGuard(int port, long guard) {
    NativeBuffer info = NativeBuffer.allocate(8);
    info.putLong(0, guard);
    return mach.mach_port_assert_attributes(self, port, MACH_PORT_GUARD_INFO, info.pointer(), 2);
  }

  @Test
  void aStrictGuardIsAssertedByWhoKnowsIt() {
    int port = program.receiveRight();
    assertThatThrownBy(() -> assertGuard(port, 7)).hasMessageContaining("UNGUARDED");
    assertThat(mach.mach_port_guard(self, port, 7, 0)).isZero();
    assertThatThrownBy(() -> assertGuard(port, 7)).hasMessageContaining("INCORRECT_GUARD");
    assertThat(mach.mach_port_unguard(self, port, 7)).isZero();
    assertThat(mach.mach_port_guard(self, port, 7, 1)).isZero();
    assertThat(assertGuard(port, 7)).isZero();
    assertThatThrownBy(() -> assertGuard(port, 8))
        .isInstanceOf(FatalGuardError.class)
        .hasMessageContaining("INCORRECT_GUARD")
        .hasMessageContaining("0x7");
    assertThat(mach.mach_port_destruct(self, port, 0, 7)).isZero();
  }

  @Test
  void anAssertionThatIsNoneFails() {
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    assertThat(assertGuard(MACH_PORT_NULL, 7)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(assertGuard(MACH_PORT_DEAD, 7)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(assertGuard(0x7fff03, 7)).isEqualTo(KERN_INVALID_NAME);
    assertThat(assertGuard(dead, 7)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(assertGuard(self, 7)).isEqualTo(KERN_INVALID_RIGHT);
    NativeBuffer info = NativeBuffer.allocate(68);
    int port = program.receiveRight();
    int[][] cases = {
      {self, MACH_PORT_GUARD_INFO, 1, KERN_FAILURE},
      {self, 1, 2, KERN_INVALID_ARGUMENT},
      {self, MACH_PORT_GUARD_INFO, 18, MIG_ARRAY_TOO_LARGE},
      {self, MACH_PORT_GUARD_INFO, -1, MIG_ARRAY_TOO_LARGE},
      {0, MACH_PORT_GUARD_INFO, 2, MACH_SEND_INVALID_DEST},
      {special(TASK_READ_PORT), MACH_PORT_GUARD_INFO, 2, KERN_INVALID_TASK},
    };
    for (int[] each : cases) {
      assertThat(mach.mach_port_assert_attributes(each[0], port, each[1], info.pointer(), each[2]))
          .isEqualTo(each[3]);
    }
  }

  private static int describe(Program its, int target, int port, NativeBuffer text) {
    text.bytes().put(0, (byte) 'x');
    return its.mach.mach_port_kobject_description(
        target, port, its.out.pointer(), its.out.pointer(8), text.pointer());
  }

  @Test
  void objectsAreToldByTheirKindAndHaveNoDescription() {
    NativeBuffer text = NativeBuffer.allocate(512);
    assertThat(describe(program, self, self, text)).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(2);
    assertThat(program.out.getLong(8)).isZero();
    assertThat(text.bytes().get(0)).isZero();
    int port = program.receiveRight();
    assertThat(describe(program, special(TASK_READ_PORT), port, text)).isZero();
    assertThat(program.out.getInt(0)).isZero();
  }

  @Test
  void whatIsNoSendOrReceiveRightIsNotDescribed() {
    NativeBuffer text = NativeBuffer.allocate(512);
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    assertThat(describe(program, self, set, text)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(describe(program, self, 0, text)).isEqualTo(KERN_INVALID_NAME);
    assertThat(describe(program, self, MACH_PORT_DEAD, text)).isEqualTo(KERN_INVALID_NAME);
    assertThat(describe(program, 0, self, text)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(describe(program, special(TASK_NAME_PORT), self, text))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(text.bytes().get(0)).isEqualTo((byte) 'x');
    assertThat(describe(program, self, self, NativeBuffer.allocate(511)))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void anIdentityTokenIsDescribedByANewKernel() {
    SimulatedTask owner =
        SimulatedKernel.create(
                KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build())
            .createTask("owner");
    Program its = Program.of(owner);
    int port = its.receiveAndSendRight();
    int behavior = EXCEPTION_IDENTITY_PROTECTED | MACH_EXCEPTION_CODES;
    assertThat(its.mach.task_set_exception_ports(its.self, EXC_MASK_BAD_ACCESS, port, behavior, 0))
        .isZero();
    owner.createThread().raise(EXC_BAD_ACCESS, 1, 2);
    assertThat(its.receive(port)).isZero();
    NativeBuffer text = NativeBuffer.allocate(512);
    assertThat(describe(its, its.self, its.message.getInt(28), text)).isZero();
    assertThat(its.mach.pid_for_task(its.self, its.out.pointer())).isZero();
    int number = its.out.getInt(0);
    assertThat(text.pointer().getString(0)).isEqualTo(number + "," + number + ",0");
    its.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
  }

  @Test
  void noPortIsOneOfAService() {
    NativeBuffer info = NativeBuffer.allocate(256);
    int port = program.receiveRight();
    int[][] cases = {
      {self, port, KERN_INVALID_CAPABILITY},
      {special(TASK_READ_PORT), port, KERN_INVALID_CAPABILITY},
      {special(TASK_NAME_PORT), port, KERN_INVALID_TASK},
      {0, port, MACH_SEND_INVALID_DEST},
      {self, self, KERN_INVALID_RIGHT},
      {self, MACH_PORT_NULL, KERN_INVALID_RIGHT},
      {self, 0x7fff03, KERN_INVALID_NAME},
    };
    for (int[] each : cases) {
      assertThat(mach.mach_port_get_service_port_info(each[0], each[1], info.pointer()))
          .isEqualTo(each[2]);
    }
    assertThat(mach.mach_port_get_service_port_info(self, port, small.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void noPortIsAConnectionForAService() {
    int port = program.receiveRight();
    int[][] cases = {
      {self, port, port, KERN_INVALID_CAPABILITY},
      {self, 0x7fff03, port, KERN_INVALID_CAPABILITY},
      {self, MACH_PORT_NULL, port, KERN_INVALID_NAME},
      {self, port, MACH_PORT_DEAD, KERN_INVALID_NAME},
      {self, port, 0x7fff03, KERN_INVALID_NAME},
      {self, port, self, KERN_INVALID_RIGHT},
      {special(TASK_READ_PORT), port, port, KERN_INVALID_TASK},
      {0, port, port, MACH_SEND_INVALID_DEST},
    };
    for (int[] each : cases) {
      assertThat(
              mach.mach_port_is_connection_for_service(
                  each[0], each[1], each[2], program.out.pointer()))
          .isEqualTo(each[3]);
    }
    assertThat(mach.mach_port_is_connection_for_service(self, port, port, small.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  private static int tableSize(Program its) {
    NativeBuffer info = NativeBuffer.allocate(24);
    assertThat(its.mach.mach_port_space_basic_info(its.self, info.pointer())).isZero();
    return info.getInt(4);
  }

  @Test
  void theTableOfNamesGrowsOnRequestAndKeepsWhatIsInIt() {
    int port = program.receiveRight();
    int before = tableSize(program);
    assertThat(mach.task_set_port_space(self, 1)).isZero();
    assertThat(tableSize(program)).isEqualTo(before);
    assertThat(mach.task_set_port_space(self, before + 1)).isZero();
    int after = tableSize(program);
    assertThat(after).isGreaterThan(before);
    assertThat(mach.task_set_port_space(self, 1000)).isZero();
    assertThat(tableSize(program)).isGreaterThanOrEqualTo(1000);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    int grown = tableSize(program);
    assertThat(mach.task_set_port_space(self, -1)).isZero();
    assertThat(tableSize(program)).isGreaterThan(grown);
    assertThat(mach.task_set_port_space(self, -2)).isEqualTo(KERN_NO_SPACE);
    assertThat(mach.task_set_port_space(0, 1)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.task_set_port_space(special(TASK_NAME_PORT), 1)).isEqualTo(KERN_INVALID_TASK);
  }

  @Test
  void theTableGrowsToTheLimitAndNoFurther() {
    Program its =
        Program.on(SimulatedKernel.create(KernelConfiguration.builder().maximumNames(100).build()));
    assertThat(its.mach.task_set_port_space(its.self, 102)).isEqualTo(KERN_NO_SPACE);
    assertThat(its.mach.task_set_port_space(its.self, 101)).isZero();
    assertThat(tableSize(its)).isEqualTo(101);
    assertThat(its.mach.task_set_port_space(its.self, -1)).isEqualTo(KERN_NO_SPACE);
  }

  @Test
  void aNewKernelLeavesTheTableAlone() {
    Program its =
        Program.on(
            SimulatedKernel.create(
                KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build()));
    int before = tableSize(its);
    assertThat(its.mach.task_set_port_space(its.self, before + 1)).isZero();
    assertThat(its.mach.task_set_port_space(its.self, -2)).isZero();
    assertThat(tableSize(its)).isEqualTo(before);
  }
}
