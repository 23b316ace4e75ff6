package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_WAITING;
import static org.machapi.raw.KernReturnConstants.KERN_OPERATION_TIMED_OUT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;
import static org.machapi.raw.KobjectConstants.IKOT_SEMAPHORE;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;

/** Semaphores as long as nobody has to wait: names, rights, counts and errors. */
class SemaphoreTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final Program others = Program.of(other);

  private static int create(Program program, int policy, int value) {
    return program.mach.semaphore_create(program.self, program.out.pointer(), policy, value);
  }

  private static int semaphore(Program program, int value) {
    assertThat(create(program, 0, value)).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int semaphore(int value) {
    return semaphore(program, value);
  }

  private int take(int name) {
    return program.mach.semaphore_timedwait_trap(name, 0, 0);
  }

  private int anothersControl() {
    return other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);
  }

  private boolean hasSenders(int name) {
    NativeBuffer status = NativeBuffer.allocate(MachPortStatusLayout.SIZE);
    program.out.putInt(0, MachPortStatusLayout.SIZE / Integer.BYTES);
    assertThat(
            program.mach.mach_port_get_attributes(
                program.self, name, 2, status.pointer(), program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return status.getInt(MachPortStatusLayout.MPS_SRIGHTS) != 0;
  }

  @Test
  void aSemaphoreIsASendRightWithOneReference() {
    int name = semaphore(0);
    assertThat(program.type(name)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(
            program.mach.mach_port_kobject(
                program.self, name, program.out.pointer(), program.message.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(IKOT_SEMAPHORE);
    assertThat(task.mappedBytes()).isZero();
  }

  @Test
  void itsValueIsHowManyWaitsPass() {
    int name = semaphore(2);
    assertThat(program.mach.semaphore_wait(name)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_wait_trap(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void aSignalIsCountedIfNobodyWaits() {
    int name = semaphore(0);
    assertThat(program.mach.semaphore_signal(name)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_signal_trap(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void aSignalToAllIsNotCountedAndLeavesTheCount() {
    int name = semaphore(1);
    assertThat(program.mach.semaphore_signal_all(name)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_signal_all_trap(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void aSignalToAThreadThatDoesNotWaitIsGone() {
    int name = semaphore(0);
    int thread = program.mach.mach_thread_self();
    assertThat(program.mach.semaphore_signal_thread(name, thread)).isEqualTo(KERN_NOT_WAITING);
    assertThat(program.mach.semaphore_signal_thread_trap(name, MACH_PORT_NULL))
        .isEqualTo(KERN_NOT_WAITING);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
    assertThat(program.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void theThreadIsLookedUpBeforeTheSemaphore() {
    assertThat(program.mach.semaphore_signal_thread(12345, MACH_PORT_DEAD))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.semaphore_signal_thread(12345, program.self))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.semaphore_signal_thread(12345, program.mach.mach_thread_self()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aThreadThatHasEndedIsNoThread() {
    SimulatedThread thread = task.createThread();
    int port = thread.library().mach_thread_self();
    thread.exit();
    assertThat(program.mach.semaphore_signal_thread(semaphore(0), port))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void aWaitThatPassesSignalsTheOtherSemaphore() {
    int wanted = semaphore(1);
    int signalled = semaphore(0);
    assertThat(program.mach.semaphore_wait_signal(wanted, signalled)).isEqualTo(KERN_SUCCESS);
    assertThat(take(wanted)).isEqualTo(KERN_OPERATION_TIMED_OUT);
    assertThat(take(signalled)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.semaphore_timedwait_signal_trap(wanted, signalled, 0, 0))
        .isEqualTo(KERN_OPERATION_TIMED_OUT);
    assertThat(take(signalled)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aSemaphoreCanSignalItself() {
    int name = semaphore(0);
    assertThat(program.mach.semaphore_wait_signal_trap(name, name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void ofTwoSemaphoresTheOneToSignalIsLookedUpFirst() {
    int name = semaphore(1);
    int port = program.receiveRight();
    assertThat(program.mach.semaphore_wait_signal(12345, port)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.semaphore_wait_signal(12345, name)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.semaphore_wait_signal(name, 12345)).isEqualTo(KERN_INVALID_NAME);
    assertThat(take(name)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void theTimeIsCheckedBeforeTheNames() {
    assertThat(program.mach.semaphore_timedwait_trap(12345, 0, 1_000_000_000))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.mach.semaphore_timedwait_trap(12345, 0, -1)).isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.mach.semaphore_timedwait_signal_trap(12345, 12345, 0, -1))
        .isEqualTo(KERN_INVALID_VALUE);
    assertThat(program.mach.semaphore_timedwait_trap(12345, 0, 999_999_999))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void badNamesAreToldApart() {
    int port = program.receiveAndSendRight();
    assertThat(program.mach.semaphore_wait(MACH_PORT_NULL)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.semaphore_wait(MACH_PORT_DEAD)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.semaphore_signal(12345)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.semaphore_signal_all(program.receiveRight()))
        .isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.semaphore_signal(port)).isEqualTo(KERN_INVALID_CAPABILITY);
    assertThat(program.mach.semaphore_signal(program.self)).isEqualTo(KERN_INVALID_CAPABILITY);
  }

  @Test
  void aRightWhosePortDiedIsAnInvalidNameAndStaysWhatItIs() {
    int control = anothersControl();
    other.terminate();
    assertThat(program.mach.semaphore_signal(control)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.type(control)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(program.mach.semaphore_signal(control)).isEqualTo(KERN_INVALID_RIGHT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6})
  void whoIsWokenFirstCanBeChosen(int policy) {
    assertThat(create(program, policy, 0)).isEqualTo(KERN_SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 7, 8, -1})
  void otherPoliciesAreRefused(int policy) {
    program.out.putInt(0, 77);
    assertThat(create(program, policy, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.out.getInt(0)).isEqualTo(77);
  }

  @Test
  void whatIsNoTaskOwnsNoSemaphore() {
    int host = program.mach.mach_host_self();
    assertThat(program.mach.semaphore_create(MACH_PORT_NULL, program.out.pointer(), 0, 0))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.semaphore_create(host, program.out.pointer(), 0, 0))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(create(program, 0, -1)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.semaphore_create(program.self, program.out.pointer().slice(0, 2), 0, 0))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void withoutRoomForItsNameThereIsNoSemaphore() {
    SimulatedKernel small =
        SimulatedKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    Program full = Program.on(small);
    while (full.mach.mach_port_allocate(full.self, 1, full.out.pointer()) == KERN_SUCCESS) {
      full.out.putInt(0, 0);
    }
    assertThat(create(full, 0, 0)).isEqualTo(MACH_RCV_BODY_ERROR | MACH_MSG_IPC_SPACE);
  }

  @Test
  void destroyingTakesOneReferenceAndLeavesTheRestFailing() {
    int name = semaphore(5);
    program.changeReferences(name, MACH_PORT_RIGHT_SEND, 2);
    assertThat(program.mach.semaphore_destroy(program.self, name)).isEqualTo(KERN_SUCCESS);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    assertThat(program.type(name)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(program.mach.semaphore_signal(name)).isEqualTo(KERN_TERMINATED);
    assertThat(program.mach.semaphore_signal_all(name)).isEqualTo(KERN_TERMINATED);
    assertThat(program.mach.semaphore_signal_thread(name, MACH_PORT_NULL))
        .isEqualTo(KERN_TERMINATED);
    assertThat(program.mach.semaphore_wait(name)).isEqualTo(KERN_TERMINATED);
    assertThat(take(name)).isEqualTo(KERN_TERMINATED);
  }

  @Test
  void theLastReferenceGoesWithTheName() {
    int name = semaphore(0);
    assertThat(program.mach.semaphore_destroy(program.self, name)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.mach_port_type(program.self, name, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aWaitSignalsEvenIfItIsForADestroyedSemaphore() {
    int wanted = semaphore(0);
    int signalled = semaphore(0);
    program.changeReferences(wanted, MACH_PORT_RIGHT_SEND, 1);
    program.mach.semaphore_destroy(program.self, wanted);
    assertThat(program.mach.semaphore_wait_signal(wanted, signalled)).isEqualTo(KERN_TERMINATED);
    assertThat(take(signalled)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aWaitIsGivenUpIfTheSemaphoreToSignalWasDestroyed() {
    int wanted = semaphore(0);
    int signalled = semaphore(0);
    program.changeReferences(signalled, MACH_PORT_RIGHT_SEND, 1);
    program.mach.semaphore_destroy(program.self, signalled);
    assertThat(program.mach.semaphore_wait_signal(wanted, signalled)).isEqualTo(KERN_TERMINATED);
    program.mach.semaphore_signal(wanted);
    assertThat(take(wanted)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aSemaphoreOfAnotherTaskGoesOnAndTheReferenceIsLost() {
    int name = semaphore(1);
    program.changeReferences(name, MACH_PORT_RIGHT_SEND, 1);
    assertThat(program.mach.semaphore_destroy(anothersControl(), name))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(take(name)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void laterKernelsCallThatASuccess() {
    SimulatedKernel later =
        SimulatedKernel.create(
            KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build());
    SimulatedTask stranger = later.createTask("stranger");
    SimulatedTask user = later.createTask("user");
    Program users = Program.of(user);
    int control = stranger.grant(Program.of(stranger).self, MACH_MSG_TYPE_COPY_SEND, user);
    int name = semaphore(users, 1);
    users.changeReferences(name, MACH_PORT_RIGHT_SEND, 3);
    assertThat(users.mach.semaphore_destroy(control, name)).isEqualTo(KERN_SUCCESS);
    assertThat(users.mach.semaphore_wait(name)).isEqualTo(KERN_SUCCESS);
    assertThat(users.mach.semaphore_destroy(users.self, name)).isEqualTo(KERN_SUCCESS);
    assertThat(users.mach.semaphore_destroy(users.self, name)).isEqualTo(KERN_SUCCESS);
    assertThat(users.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void whatIsGivenAsASemaphoreIsLostWithEachErrorOfTheKernel() {
    int port = program.receiveAndSendRight();
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    int name = semaphore(0);
    program.changeReferences(name, MACH_PORT_RIGHT_SEND, 1);
    assertThat(program.mach.semaphore_destroy(program.self, port)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(hasSenders(port)).isFalse();
    assertThat(program.mach.semaphore_destroy(program.self, dead)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_port_type(program.self, dead, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.semaphore_destroy(program.mach.mach_host_self(), name))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    program.makeSend(port);
    assertThat(program.mach.semaphore_destroy(port, name)).isEqualTo(MIG_BAD_ID);
    assertThat(program.mach.mach_port_type(program.self, name, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aMessageThatCanNotBeSentTakesNothing() {
    int name = semaphore(0);
    int port = program.receiveRight();
    assertThat(program.mach.semaphore_destroy(MACH_PORT_NULL, name))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.mach.semaphore_destroy(program.self, port))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(program.mach.semaphore_destroy(program.self, 12345))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(program.mach.semaphore_destroy(program.self, MACH_PORT_NULL))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(take(name)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void aSemaphoreEndsWithItsOwnerAndStaysASendRight() {
    assertThat(program.mach.semaphore_create(anothersControl(), program.out.pointer(), 0, 1))
        .isEqualTo(KERN_SUCCESS);
    int name = program.out.getInt(0);
    other.terminate();
    assertThat(program.type(name)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(program.mach.semaphore_wait(name)).isEqualTo(KERN_TERMINATED);
  }

  @Test
  void whoeverIsGivenTheRightCanSignalAndWait() {
    int name = semaphore(0);
    int theirs = task.grant(name, MACH_MSG_TYPE_COPY_SEND, other);
    assertThat(others.mach.semaphore_signal(theirs)).isEqualTo(KERN_SUCCESS);
    assertThat(take(name)).isEqualTo(KERN_SUCCESS);
    task.terminate();
    assertThat(others.mach.semaphore_wait(theirs)).isEqualTo(KERN_TERMINATED);
  }

  @Test
  void withTheLastRightASemaphoreIsForgotten() {
    Task owner = new Task(new Kernel(KernelConfiguration.builder().build()), "owner");
    Program alone = new Program(new SimulatedLibrary(owner, null));
    int first = semaphore(alone, 0);
    int second = semaphore(alone, 0);
    int third = semaphore(alone, 0);
    assertThat(owner.semaphores).hasSize(3);
    assertThat(alone.mach.mach_port_deallocate(alone.self, first)).isEqualTo(KERN_SUCCESS);
    assertThat(alone.mach.mach_port_destroy(alone.self, second)).isEqualTo(KERN_SUCCESS);
    assertThat(owner.semaphores).hasSize(1);
    assertThat(alone.mach.semaphore_destroy(alone.self, third)).isEqualTo(KERN_SUCCESS);
    assertThat(owner.semaphores).isEmpty();
  }
}
