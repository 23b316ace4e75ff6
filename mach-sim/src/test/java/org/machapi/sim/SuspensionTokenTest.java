package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_RESUME;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.Map;
import java.util.TreeMap;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

/** The rights that stand for suspensions of a task: tokens, and those that nobody is told of. */
class SuspensionTokenTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final Program others = Program.of(other);
  private final int target = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);

  private int suspendWithToken() {
    assertThat(program.mach.task_suspend2(target, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int suspendCount() {
    program.out.putInt(0, 12);
    NativeBuffer info = NativeBuffer.allocate(48);
    assertThat(others.mach.task_info(others.self, 20, info.pointer(), program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return info.getInt(44);
  }

  private boolean isFree(int name) {
    return program.mach.mach_port_type(program.self, name, program.out.pointer())
        == KERN_INVALID_NAME;
  }

  /** Returns all names of a program with their types. */
  private static Map<Integer, Integer> names(Program of) {
    NativeBuffer out = NativeBuffer.allocate(32);
    int result =
        of.mach.mach_port_names(
            of.self, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    int count = out.getInt(8);
    Pointer names = Pointer.wrap(Runtime.getSystemRuntime(), out.getLong(0));
    Pointer types = Pointer.wrap(Runtime.getSystemRuntime(), out.getLong(16));
    Map<Integer, Integer> found = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      found.put(names.getInt(4L * i), types.getInt(4L * i));
    }
    of.mach.mach_vm_deallocate(of.self, out.getLong(0), 4L * count);
    of.mach.mach_vm_deallocate(of.self, out.getLong(16), 4L * count);
    return found;
  }

  /** Returns the name that only {@code task_suspend} can have made, or 0. */
  private int hiddenName() {
    for (Map.Entry<Integer, Integer> entry : names(program).entrySet()) {
      boolean isSend = entry.getValue() == MACH_PORT_TYPE_SEND;
      if (isSend && objectType(entry.getKey()) == IKOT_TASK_RESUME) {
        return entry.getKey();
      }
    }
    return 0;
  }

  private int objectType(int name) {
    NativeBuffer out = NativeBuffer.allocate(16);
    assertThat(program.mach.mach_port_kobject(program.self, name, out.pointer(), out.pointer(8)))
        .isEqualTo(KERN_SUCCESS);
    return out.getInt(0);
  }

  @Test
  void eachSuspensionHasATokenOfItsOwnThatResumesItOnce() {
    int first = suspendWithToken();
    int second = suspendWithToken();
    assertThat(second).isNotEqualTo(first);
    assertThat(program.type(first)).isEqualTo(MACH_PORT_TYPE_SEND_ONCE);
    assertThat(suspendCount()).isEqualTo(2);
    assertThat(program.mach.task_resume2(second)).isEqualTo(KERN_SUCCESS);
    assertThat(isFree(second)).isTrue();
    assertThat(suspendCount()).isEqualTo(1);
    assertThat(program.mach.task_resume2(first)).isEqualTo(KERN_SUCCESS);
    assertThat(suspendCount()).isZero();
    assertThat(program.mach.task_resume2(first)).isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void aTokenThatIsGivenUpEndsItsSuspension() {
    int token = suspendWithToken();
    assertThat(program.mach.mach_port_deallocate(program.self, token)).isEqualTo(KERN_SUCCESS);
    assertThat(suspendCount()).isZero();
  }

  @Test
  void theSuspensionGoesWithTheTokenAndEndsWithWhoHasIt() {
    SimulatedTask third = kernel.createTask("three");
    int token = suspendWithToken();
    task.grant(token, MACH_MSG_TYPE_MOVE_SEND_ONCE, third);
    assertThat(isFree(token)).isTrue();
    assertThat(suspendCount()).isEqualTo(1);
    third.terminate();
    assertThat(suspendCount()).isZero();
  }

  @Test
  void aTokenWhoseSuspensionSomebodyElseTookBackFailsAndIsUsedUp() {
    int token = suspendWithToken();
    assertThat(others.mach.task_resume(others.self)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.task_resume2(token)).isEqualTo(KERN_FAILURE);
    assertThat(isFree(token)).isTrue();
  }

  @Test
  void aTokenOfATaskThatEndedIsADeadNameToBeGivenBack() {
    int token = suspendWithToken();
    int unseen = suspendWithToken();
    other.terminate();
    assertThat(program.type(token)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(program.mach.task_resume2(token)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.mach_port_deallocate(program.self, token)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.task_resume2(unseen)).isEqualTo(MIG_SERVER_DIED);
    assertThat(isFree(unseen)).isTrue();
  }

  @Test
  void onlyASendOnceRightIsTakenByResuming() {
    int port = program.receiveAndSendRight();
    assertThat(program.mach.task_resume2(port)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.task_resume2(0)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.task_resume2(target)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    program.mach.mach_port_extract_right(
        program.self,
        port,
        MACH_MSG_TYPE_MAKE_SEND_ONCE,
        program.out.pointer(),
        program.out.pointer(4));
    int once = program.out.getInt(0);
    assertThat(program.mach.task_resume2(once)).isEqualTo(MIG_BAD_ID);
    assertThat(isFree(once)).isTrue();
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void theReadPortSufficesToSuspendAndTheNamePortDoesNot() {
    program.mach.task_get_special_port(target, TASK_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    program.mach.task_get_special_port(target, TASK_NAME_PORT, program.out.pointer());
    int name = program.out.getInt(0);
    assertThat(program.mach.task_suspend2(name, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.task_suspend2(0, program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.task_suspend2(read, null)).isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(suspendCount()).isZero();
    assertThat(program.mach.task_suspend2(read, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    assertThat(suspendCount()).isEqualTo(1);
  }

  @Test
  void aMessageThroughATokenUsesItUpAndResumesNothing() {
    int token = suspendWithToken();
    program.header(token, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, MACH_NOTIFY_SEND_ONCE);
    assertThat(program.send(1, 24, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(isFree(token)).isTrue();
    assertThat(suspendCount()).isEqualTo(1);
  }

  @Test
  void suspendingWithoutATokenGivesAReferenceThatResumingTakesBack() {
    assertThat(program.mach.task_suspend(target)).isEqualTo(KERN_SUCCESS);
    int hidden = hiddenName();
    assertThat(program.references(hidden, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    program.mach.task_suspend(target);
    assertThat(program.references(hidden, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    assertThat(program.mach.task_resume(target)).isEqualTo(KERN_SUCCESS);
    assertThat(program.references(hidden, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.mach.task_resume(target)).isEqualTo(KERN_SUCCESS);
    assertThat(isFree(hidden)).isTrue();
    assertThat(suspendCount()).isZero();
  }

  @Test
  void aRefusedResumeTakesAllHiddenReferences() {
    program.mach.task_suspend(target);
    int hidden = hiddenName();
    others.mach.task_resume(others.self);
    assertThat(program.mach.task_resume(target)).isEqualTo(KERN_FAILURE);
    assertThat(isFree(hidden)).isTrue();
  }

  @Test
  void theLastHiddenReferenceEndsAllSuspensionsWithoutATokenAndNoOthers() {
    SimulatedTask third = kernel.createTask("three");
    int inThird = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, third);
    program.mach.task_suspend(target);
    program.mach.task_suspend(target);
    third.library().task_suspend(inThird);
    int token = suspendWithToken();
    assertThat(suspendCount()).isEqualTo(4);
    int hidden = hiddenName();
    program.mach.mach_port_deallocate(program.self, hidden);
    program.mach.mach_port_deallocate(program.self, hidden);
    assertThat(suspendCount()).isEqualTo(4);
    third.terminate();
    assertThat(suspendCount()).isEqualTo(1);
    assertThat(program.mach.task_resume2(token)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void suspensionsCanBeginAnewAfterAllHaveEnded() {
    program.mach.task_suspend(target);
    program.mach.mach_port_deallocate(program.self, hiddenName());
    assertThat(suspendCount()).isZero();
    program.mach.task_suspend(target);
    assertThat(suspendCount()).isEqualTo(1);
    program.mach.mach_port_deallocate(program.self, hiddenName());
    assertThat(suspendCount()).isZero();
  }

  @Test
  void aCallerWithoutRoomForANameSuspendsNothing() {
    SimulatedKernel small =
        SimulatedKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    Program full = Program.of(small.createTask("full"));
    while (full.mach.mach_port_allocate(full.self, 1, full.out.pointer()) == KERN_SUCCESS) {
      assertThat(full.out.getInt(0)).isNotZero();
    }
    assertThat(full.mach.task_suspend(full.self)).isEqualTo(KERN_NO_SPACE);
    assertThat(full.mach.task_resume(full.self)).isEqualTo(KERN_FAILURE);
    assertThat(full.mach.task_suspend2(full.self, full.out.pointer())).isEqualTo(KERN_SUCCESS);
    assertThat(full.out.getInt(0)).isZero();
    assertThat(full.mach.task_resume(full.self)).isEqualTo(KERN_FAILURE);
  }
}
