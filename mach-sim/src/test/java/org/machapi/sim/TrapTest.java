package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_MEMORY_ERROR;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_IN_SET;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachPortOptionsLayout.FLAGS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_DNREQUESTS_SIZE;
import static org.machapi.raw.PortConstants.MACH_PORT_LIMITS_INFO;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MPO_INSERT_SEND_RIGHT;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.List;
import java.util.function.IntUnaryOperator;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachPortOptionsLayout;
import org.machapi.raw.NativeBuffer;

class TrapTest {
  private static final int EFAULT = 14;
  private static final int ANYWHERE = 1;

  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final MachLibrary mach = program.mach;
  private final int self = program.self;
  private final NativeBuffer options = NativeBuffer.allocate(MachPortOptionsLayout.SIZE);
  private final NativeBuffer small = NativeBuffer.allocate(3);

  private static Program newer() {
    return Program.on(
        SimulatedKernel.create(
            KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build()));
  }

  /** All traps on a port that may be any, with arguments that do for the own task. */
  private List<IntUnaryOperator> traps(int port, int set) {
    Pointer out = program.out.pointer();
    return List.of(
        target -> mach._kernelrpc_mach_port_allocate_trap(target, MACH_PORT_RIGHT_RECEIVE, out),
        target -> mach._kernelrpc_mach_port_construct_trap(target, options.pointer(), 0, out),
        target -> mach._kernelrpc_mach_port_insert_right_trap(target, port, port, 20),
        target -> mach._kernelrpc_mach_port_mod_refs_trap(target, port, 0, 1),
        target -> mach._kernelrpc_mach_port_deallocate_trap(target, port),
        target -> mach._kernelrpc_mach_port_move_member_trap(target, port, set),
        target -> mach._kernelrpc_mach_port_extract_member_trap(target, port, set),
        target -> mach._kernelrpc_mach_port_insert_member_trap(target, port, set),
        target ->
            mach._kernelrpc_mach_port_request_notification_trap(
                target, port, MACH_NOTIFY_NO_SENDERS, 9, port, 21, out),
        target -> mach._kernelrpc_mach_port_guard_trap(target, port, 7, 0),
        target -> mach._kernelrpc_mach_port_unguard_trap(target, port, 7),
        target -> mach._kernelrpc_mach_port_type_trap(target, port, out),
        target -> mach._kernelrpc_mach_port_destruct_trap(target, port, -1, 0),
        target -> mach._kernelrpc_mach_vm_allocate_trap(target, out, 0, ANYWHERE),
        target -> mach._kernelrpc_mach_vm_deallocate_trap(target, 0, 0));
  }

  @Test
  void eachTrapDoesItsWorkInTheOwnTask() {
    int port = program.receiveRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    for (IntUnaryOperator trap : traps(port, set)) {
      assertThat(trap.applyAsInt(self)).isEqualTo(KERN_SUCCESS);
    }
    assertThat(mach._kernelrpc_mach_port_type_trap(self, port, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void noTrapDoesAnythingThroughAnyOtherPort() {
    int port = program.receiveAndSendRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    int control = other.grant(Program.of(other).self, MACH_MSG_TYPE_COPY_SEND, task);
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    int[] wrong = {
      control,
      special(self, TASK_NAME_PORT),
      special(self, TASK_INSPECT_PORT),
      special(self, TASK_READ_PORT),
      dead,
      port,
      set,
      mach.mach_host_self(),
      mach.mach_thread_self(),
      0x7fff03,
      MACH_PORT_NULL,
      MACH_PORT_DEAD
    };
    int names = countOfNames();
    for (int target : wrong) {
      for (IntUnaryOperator trap : traps(port, set)) {
        assertThat(trap.applyAsInt(target)).isEqualTo(MACH_SEND_INVALID_DEST);
      }
    }
    assertThat(countOfNames()).isEqualTo(names);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE | MACH_PORT_TYPE_SEND);
    assertThat(task.mappedBytes()).isZero();
    assertThat(other.mappedBytes()).isZero();
  }

  private int special(int port, int which) {
    assertThat(mach.task_get_special_port(port, which, program.out.pointer())).isZero();
    return program.out.getInt(0);
  }

  private int countOfNames() {
    NativeBuffer info = NativeBuffer.allocate(24);
    assertThat(mach.mach_port_space_basic_info(self, info.pointer())).isZero();
    return info.getInt(12);
  }

  @Test
  void theLookAtADeadTaskPortTurnsItIntoNoDeadName() {
    int control = other.grant(Program.of(other).self, MACH_MSG_TYPE_COPY_SEND, task);
    other.terminate();
    assertThat(mach._kernelrpc_mach_port_deallocate_trap(control, 0))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.type(control)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(mach._kernelrpc_mach_port_deallocate_trap(control, 0))
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void aTaskThatHasEndedHasNoOwnPort() {
    task.terminate();
    assertThat(mach._kernelrpc_mach_port_deallocate_trap(self, 0))
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void allocatingMakesEachKindAndTellsItsName() {
    int[][] kinds = {
      {MACH_PORT_RIGHT_RECEIVE, MACH_PORT_TYPE_RECEIVE},
      {MACH_PORT_RIGHT_PORT_SET, MACH_PORT_TYPE_PORT_SET},
      {MACH_PORT_RIGHT_DEAD_NAME, MACH_PORT_TYPE_DEAD_NAME},
    };
    for (int[] kind : kinds) {
      assertThat(mach._kernelrpc_mach_port_allocate_trap(self, kind[0], program.out.pointer()))
          .isZero();
      assertThat(program.type(program.out.getInt(0))).isEqualTo(kind[1]);
    }
    program.out.putInt(0, 77);
    assertThat(mach._kernelrpc_mach_port_allocate_trap(self, 0, program.out.pointer()))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.out.getInt(0)).isEqualTo(77);
  }

  @Test
  void aNameThatCanNotBeToldIsThereAllTheSame() {
    int names = countOfNames();
    assertThat(mach._kernelrpc_mach_port_allocate_trap(self, 1, small.pointer())).isEqualTo(EFAULT);
    assertThat(
            mach._kernelrpc_mach_port_construct_trap(self, options.pointer(), 0, small.pointer()))
        .isEqualTo(EFAULT);
    assertThat(countOfNames()).isEqualTo(names + 2);
    Program newer = newer();
    assertThat(newer.mach._kernelrpc_mach_port_allocate_trap(newer.self, 1, small.pointer()))
        .isEqualTo(KERN_MEMORY_ERROR);
  }

  @Test
  void constructingGivesBothRightsWithOneCall() {
    options.putInt(FLAGS, MPO_INSERT_SEND_RIGHT);
    Pointer out = program.out.pointer();
    assertThat(mach._kernelrpc_mach_port_construct_trap(self, options.pointer(), 5, out)).isZero();
    int port = program.out.getInt(0);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(mach._kernelrpc_mach_port_destruct_trap(self, port, -1, 0)).isZero();
    assertThat(mach.mach_port_type(self, port, out)).isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void optionsThatCanNotBeReadAreFoundBeforeTheTaskInOldKernelsOnly() {
    Pointer out = program.out.pointer();
    for (int target : new int[] {self, MACH_PORT_NULL}) {
      assertThat(mach._kernelrpc_mach_port_construct_trap(target, small.pointer(), 0, out))
          .isEqualTo(MACH_SEND_INVALID_DATA);
    }
    Program newer = newer();
    assertThat(newer.mach._kernelrpc_mach_port_construct_trap(newer.self, small.pointer(), 0, out))
        .isEqualTo(KERN_MEMORY_ERROR);
    assertThat(newer.mach._kernelrpc_mach_port_construct_trap(0, small.pointer(), 0, out))
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void referencesComeAndGoOneByOne() {
    int port = program.receiveAndSendRight();
    assertThat(mach._kernelrpc_mach_port_mod_refs_trap(self, port, MACH_PORT_RIGHT_SEND, 3))
        .isZero();
    assertThat(mach._kernelrpc_mach_port_deallocate_trap(self, port)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(3);
    assertThat(mach._kernelrpc_mach_port_mod_refs_trap(self, port, MACH_PORT_RIGHT_SEND, -4))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(mach._kernelrpc_mach_port_mod_refs_trap(self, port, MACH_PORT_RIGHT_SEND, -3))
        .isZero();
    assertThat(mach._kernelrpc_mach_port_deallocate_trap(self, port)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(mach._kernelrpc_mach_port_deallocate_trap(self, MACH_PORT_DEAD)).isZero();
  }

  @Test
  void insertingTakesTheRightItIsGiven() {
    int port = program.receiveAndSendRight();
    int name = 0x4503;
    assertThat(mach._kernelrpc_mach_port_insert_right_trap(self, name, port, 21)).isZero();
    assertThat(program.type(name)).isEqualTo(1 << 18);
    assertThat(
            mach._kernelrpc_mach_port_insert_right_trap(
                self, 0x4603, port, MACH_MSG_TYPE_MOVE_SEND))
        .isNotZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isZero();
    assertThat(
            mach._kernelrpc_mach_port_insert_right_trap(
                self, port, MACH_PORT_DEAD, MACH_MSG_TYPE_COPY_SEND))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aMemberOfASetCanLeaveItOnce() {
    int port = program.receiveRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    assertThat(mach._kernelrpc_mach_port_move_member_trap(self, port, set)).isZero();
    assertThat(mach._kernelrpc_mach_port_extract_member_trap(self, port, set)).isZero();
    assertThat(mach._kernelrpc_mach_port_extract_member_trap(self, port, set))
        .isEqualTo(KERN_NOT_IN_SET);
    assertThat(mach._kernelrpc_mach_port_insert_member_trap(self, port, port))
        .isEqualTo(KERN_INVALID_RIGHT);
  }

  @Test
  void aGuardHoldsUntilItIsTakenAway() {
    int port = program.receiveRight();
    assertThat(mach._kernelrpc_mach_port_guard_trap(self, port, 7, 1)).isZero();
    assertThat(mach._kernelrpc_mach_port_guard_trap(self, port, 8, 1))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThatThrownBy(() -> mach.mach_port_set_context(self, port, 1))
        .isInstanceOf(FatalGuardError.class);
    assertThatThrownBy(() -> mach._kernelrpc_mach_port_unguard_trap(self, port, 8))
        .isInstanceOf(FatalGuardError.class);
    assertThatThrownBy(() -> mach._kernelrpc_mach_port_destruct_trap(self, port, 0, 8))
        .isInstanceOf(FatalGuardError.class);
    assertThat(mach._kernelrpc_mach_port_destruct_trap(self, port, 0, 7)).isZero();
  }

  @Test
  void theNameIsLookedAtBeforeItsTypeIsTold() {
    int port = program.receiveRight();
    Pointer out = program.out.pointer();
    assertThat(mach._kernelrpc_mach_port_type_trap(self, port, out)).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(mach._kernelrpc_mach_port_type_trap(self, MACH_PORT_DEAD, out)).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(mach._kernelrpc_mach_port_type_trap(self, 0x7fff03, small.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(mach._kernelrpc_mach_port_type_trap(self, port, small.pointer())).isEqualTo(EFAULT);
  }

  private int request(int name, int notify, int disposition, Pointer previous) {
    return mach._kernelrpc_mach_port_request_notification_trap(
        self, name, MACH_NOTIFY_DEAD_NAME, 0, notify, disposition, previous);
  }

  @Test
  void aRequestGivesTheRightOfTheOneBeforeBack() {
    int port = program.receiveAndSendRight();
    int notify = program.receiveRight();
    Pointer out = program.out.pointer();
    assertThat(request(port, notify, MACH_MSG_TYPE_MAKE_SEND_ONCE, out)).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    assertThat(request(port, notify, MACH_MSG_TYPE_MAKE_SEND_ONCE, out)).isZero();
    int previous = program.out.getInt(0);
    assertThat(program.type(previous)).isEqualTo(1 << 18);
    assertThat(request(port, previous, 18, out)).isZero();
    assertThat(mach.mach_port_type(self, previous, NativeBuffer.allocate(4).pointer()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aRequestWithoutASendOnceRightIsRefusedAndChangesNothing() {
    int port = program.receiveAndSendRight();
    Pointer out = program.out.pointer();
    for (int notify : new int[] {MACH_PORT_NULL, MACH_PORT_DEAD}) {
      assertThat(request(port, notify, MACH_MSG_TYPE_MAKE_SEND_ONCE, out))
          .isEqualTo(MACH_SEND_INVALID_DEST);
    }
    assertThat(request(port, port, MACH_MSG_TYPE_MAKE_SEND, out)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(request(port, 0x7fff03, MACH_MSG_TYPE_MAKE_SEND_ONCE, out))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE | MACH_PORT_TYPE_SEND);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void aRequestThatIsRefusedUsesTheRightUpAndTellsItsReceiver() {
    int notify = program.receiveRight();
    assertThat(request(0x7fff03, notify, MACH_MSG_TYPE_MAKE_SEND_ONCE, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(program.receive(notify)).isZero();
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aRequestStandsThoughTheEarlierRightCanNotBeTold() {
    int port = program.receiveAndSendRight();
    int notify = program.receiveRight();
    assertThat(request(port, notify, MACH_MSG_TYPE_MAKE_SEND_ONCE, small.pointer()))
        .isEqualTo(EFAULT);
    assertThat(mach._kernelrpc_mach_port_destruct_trap(self, port, 0, 0)).isZero();
    assertThat(program.receive(notify)).isZero();
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_DEAD_NAME);
  }

  @Test
  void anEarlierRightToADeadPortIsAnError() {
    int port = program.receiveAndSendRight();
    int first = program.receiveRight();
    int second = program.receiveRight();
    assertThat(request(port, first, MACH_MSG_TYPE_MAKE_SEND_ONCE, program.out.pointer())).isZero();
    program.changeReferences(first, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(request(port, second, MACH_MSG_TYPE_MAKE_SEND_ONCE, program.out.pointer()))
        .isEqualTo(KERN_INVALID_CAPABILITY);
  }

  @Test
  void anEarlierRightThatThereIsNoNameForIsGone() {
    Program its =
        Program.on(SimulatedKernel.create(KernelConfiguration.builder().maximumNames(21).build()));
    int port = its.receiveAndSendRight();
    int notify = its.receiveRight();
    Pointer out = its.out.pointer();
    int result = its.mach.mach_port_allocate(its.self, MACH_PORT_RIGHT_DEAD_NAME, out);
    while (result == KERN_SUCCESS) {
      result = its.mach.mach_port_allocate(its.self, MACH_PORT_RIGHT_DEAD_NAME, out);
    }
    assertThat(result).isEqualTo(KERN_NO_SPACE);
    for (int expected : new int[] {KERN_SUCCESS, KERN_NO_SPACE}) {
      assertThat(
              its.mach._kernelrpc_mach_port_request_notification_trap(
                  its.self, port, MACH_NOTIFY_DEAD_NAME, 0, notify, 21, out))
          .isEqualTo(expected);
    }
    assertThat(its.receive(notify)).isZero();
    assertThat(its.id()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  private int attributes(int target, int name, int flavor, NativeBuffer info, NativeBuffer count) {
    return mach._kernelrpc_mach_port_get_attributes_trap(
        target, name, flavor, info.pointer(), count.pointer());
  }

  @Test
  void attributesAreToldThroughTheReadPortToo() {
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 3);
    NativeBuffer info = NativeBuffer.allocate(68);
    NativeBuffer count = NativeBuffer.allocate(4);
    for (int target : new int[] {self, special(self, TASK_READ_PORT)}) {
      count.putInt(0, 100);
      assertThat(attributes(target, port, MACH_PORT_RECEIVE_STATUS, info, count)).isZero();
      assertThat(count.getInt(0)).isEqualTo(10);
      assertThat(info.getInt(12)).isEqualTo(3);
      assertThat(info.getInt(24)).isEqualTo(1);
    }
    for (int target : new int[] {special(self, TASK_INSPECT_PORT), MACH_PORT_NULL, port}) {
      assertThat(attributes(target, port, MACH_PORT_RECEIVE_STATUS, info, count))
          .isEqualTo(MACH_SEND_INVALID_DEST);
    }
  }

  @Test
  void attributesThatCanNotBeToldAreCountedFirst() {
    int port = program.receiveRight();
    NativeBuffer count = NativeBuffer.allocate(4);
    count.putInt(0, 17);
    assertThat(attributes(self, port, MACH_PORT_RECEIVE_STATUS, small, count)).isEqualTo(EFAULT);
    assertThat(count.getInt(0)).isEqualTo(10);
    count.putInt(0, 9);
    assertThat(attributes(self, port, MACH_PORT_RECEIVE_STATUS, small, count)).isEqualTo(5);
    assertThat(attributes(self, port, MACH_PORT_LIMITS_INFO, count, small))
        .isEqualTo(MACH_SEND_INVALID_DATA);
    assertThat(attributes(0, port, MACH_PORT_LIMITS_INFO, count, small))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    Program newer = newer();
    assertThat(
            newer.mach._kernelrpc_mach_port_get_attributes_trap(
                newer.self, port, 1, count.pointer(), small.pointer()))
        .isEqualTo(KERN_MEMORY_ERROR);
  }

  @Test
  void noNameHasNoLimitsAndNoRequests() {
    NativeBuffer info = NativeBuffer.allocate(68);
    NativeBuffer count = NativeBuffer.allocate(4);
    count.putInt(0, 2);
    info.putInt(0, -1);
    assertThat(attributes(self, MACH_PORT_NULL, MACH_PORT_LIMITS_INFO, small, count)).isZero();
    assertThat(count.getInt(0)).isZero();
    count.putInt(0, 2);
    assertThat(attributes(self, MACH_PORT_DEAD, MACH_PORT_DNREQUESTS_SIZE, info, count)).isZero();
    assertThat(count.getInt(0)).isEqualTo(2);
    assertThat(info.getInt(0)).isZero();
  }

  @Test
  void memoryComesAndGoesInTheOwnTask() {
    Pointer out = program.out.pointer();
    assertThat(mach._kernelrpc_mach_vm_allocate_trap(self, out, 20_000, ANYWHERE)).isZero();
    long address = program.out.getLong(0);
    assertThat(task.mappedBytes()).isEqualTo(2 * 16_384);
    assertThat(mach._kernelrpc_mach_vm_deallocate_trap(self, address, 20_000)).isZero();
    assertThat(task.mappedBytes()).isZero();
    assertThat(mach._kernelrpc_mach_vm_allocate_trap(self, out, 0, ANYWHERE)).isZero();
    assertThat(program.out.getLong(0)).isZero();
    assertThat(mach._kernelrpc_mach_vm_allocate_trap(self, out, 1, 0)).isEqualTo(KERN_NO_SPACE);
    assertThat(mach._kernelrpc_mach_vm_deallocate_trap(self, -1, 2))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach._kernelrpc_mach_vm_allocate_trap(self, small.pointer(), 1, ANYWHERE))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    Program newer = newer();
    assertThat(
            newer.mach._kernelrpc_mach_vm_allocate_trap(newer.self, small.pointer(), 1, ANYWHERE))
        .isEqualTo(KERN_MEMORY_ERROR);
    assertThat(task.mappedBytes()).isZero();
  }
}
