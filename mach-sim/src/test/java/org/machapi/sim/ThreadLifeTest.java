package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_DEPRESSED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_BASIC_INFO_COUNT;
import static org.machapi.raw.ThreadStatusConstants.THREAD_STATE_MAX;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64_COUNT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.NativeBuffer;

@Timeout(60)
class ThreadLifeTest {
  private final SimulatedKernel kernel =
      SimulatedKernel.create(
          KernelConfiguration.builder().architecture(MachineArchitecture.X86_64).build());
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final NativeBuffer state = NativeBuffer.allocate(4 * x86_THREAD_STATE64_COUNT);

  private int create() {
    assertThat(program.mach.thread_create(program.self, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int createRunning(int count) {
    program.out.putInt(0, 99);
    return program.mach.thread_create_running(
        program.self, x86_THREAD_STATE64, state.pointer(), count, program.out.pointer());
  }

  private int threads() {
    program.mach.task_threads(program.self, program.out.pointer(), program.out.pointer(8));
    int count = program.out.getInt(8);
    program.mach.mach_vm_deallocate(program.self, program.out.getLong(0), 4L * count);
    return count;
  }

  private int suspendCount(int thread) {
    NativeBuffer info = NativeBuffer.allocate(4 * THREAD_BASIC_INFO_COUNT);
    program.out.putInt(0, THREAD_BASIC_INFO_COUNT);
    int result =
        program.mach.thread_info(thread, THREAD_BASIC_INFO, info.pointer(), program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return info.getInt(32);
  }

  private void ask(int name, int id, int notify) {
    int result =
        program.mach.mach_port_request_notification(
            program.self, name, id, 0, notify, MACH_MSG_TYPE_MAKE_SEND_ONCE, program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aThreadThatIsMadeIsSuspendedOnceAndHasOneReference() {
    int before = threads();
    int thread = create();
    assertThat(program.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(suspendCount(thread)).isEqualTo(1);
    assertThat(threads()).isEqualTo(before + 1);
    assertThat(program.mach.mach_port_deallocate(program.self, thread)).isZero();
    assertThat(program.mach.mach_port_deallocate(program.self, thread)).as("of the list").isZero();
    assertThat(threads()).as("it lives without a reference").isEqualTo(before + 1);
  }

  @Test
  void aThreadThatIsMadeRunningHasTheStateAndIsNotSuspended() {
    state.putInt(0, 12345);
    assertThat(createRunning(x86_THREAD_STATE64_COUNT)).isEqualTo(KERN_SUCCESS);
    int thread = program.out.getInt(0);
    assertThat(suspendCount(thread)).isZero();
    state.putInt(0, 0);
    program.out.putInt(0, x86_THREAD_STATE64_COUNT);
    int result =
        program.mach.thread_get_state(
            thread, x86_THREAD_STATE64, state.pointer(), program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    assertThat(state.getInt(0)).isEqualTo(12345);
    assertThat(program.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void aStateThatIsRefusedLeavesNoThread() {
    int before = threads();
    assertThat(createRunning(x86_THREAD_STATE64_COUNT - 1)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.out.getInt(0)).isEqualTo(99);
    assertThat(createRunning(THREAD_STATE_MAX + 1)).isEqualTo(MIG_ARRAY_TOO_LARGE);
    assertThat(createRunning(-1)).isEqualTo(MIG_ARRAY_TOO_LARGE);
    assertThat(createRunning(THREAD_STATE_MAX)).isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(program.mach.thread_create(program.self, null)).isEqualTo(KERN_INVALID_ADDRESS);
    program.mach.task_get_special_port(program.self, TASK_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    assertThat(program.mach.thread_create(read, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.thread_create(0, program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(threads()).isEqualTo(before);
  }

  @Test
  void terminatingEndsTheThreadAndTakesOneReference() {
    int thread = create();
    int notify = program.receiveRight();
    program.changeReferences(thread, MACH_PORT_RIGHT_SEND, 2);
    ask(thread, MACH_NOTIFY_DEAD_NAME, notify);
    assertThat(program.mach.thread_terminate(thread)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(notify)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_DEAD_NAME);
    assertThat(program.references(thread, MACH_PORT_RIGHT_DEAD_NAME))
        .as("two, and one that came with the notification")
        .isEqualTo(3);
    assertThat(program.mach.thread_terminate(thread)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.references(thread, MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(3);
  }

  @Test
  void terminatingThroughTheLastReferenceLeavesNoName() {
    int before = threads();
    int thread = create();
    assertThat(program.mach.thread_terminate(thread)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.mach_port_type(program.self, thread, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(threads()).isEqualTo(before);
  }

  @Test
  void aReferenceThatStandsForNoThreadIsTakenAllTheSame() {
    int port = program.receiveAndSendRight();
    program.changeReferences(port, MACH_PORT_RIGHT_SEND, 1);
    assertThat(program.mach.thread_terminate(port)).isEqualTo(MIG_BAD_ID);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    ask(port, MACH_NOTIFY_NO_SENDERS, port);
    assertThat(program.mach.thread_terminate(port)).isEqualTo(MIG_BAD_ID);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(program.receive(port)).as("nobody can send any more").isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.thread_terminate(port)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.thread_terminate(0)).isEqualTo(MACH_SEND_INVALID_DEST);
    int target = other.grant(Program.of(other).self, MACH_MSG_TYPE_COPY_SEND, task);
    assertThat(program.mach.thread_terminate(target)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_port_type(program.self, target, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aReadPortDoesNotTerminate() {
    int thread = create();
    program.mach.thread_get_special_port(thread, THREAD_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    assertThat(program.mach.thread_terminate(read)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mach_port_type(program.self, read, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(suspendCount(thread)).isEqualTo(1);
  }

  @Test
  void terminatingAThreadEndsTheWaitItIsIn() throws Exception {
    SimulatedThread waiting = task.createThread();
    int name = waiting.library().mach_thread_self();
    int port = program.receiveRight();
    var call = Eventually.call(() -> new Program(waiting.library()).receive(port, MACH_RCV_MSG, 0));
    Eventually.until(waiting::isWaiting);
    assertThat(program.mach.thread_terminate(name)).isEqualTo(KERN_SUCCESS);
    assertThat(call.get()).isNotEqualTo(KERN_SUCCESS);
  }

  @Test
  void abortingAThreadThatDoesNotWaitDoesNothing() {
    int thread = create();
    assertThat(program.mach.thread_abort(thread)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.thread_abort_safely(thread)).isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.thread_abort(program.mach.mach_thread_self())).isZero();
    assertThat(program.mach.thread_depress_abort(thread)).isEqualTo(KERN_NOT_DEPRESSED);
    program.mach.thread_get_special_port(thread, THREAD_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    assertThat(program.mach.thread_abort(read)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.thread_abort_safely(0)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.thread_depress_abort(read)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.references(thread, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void aVoucherCanBeSetOfTheCallingThreadAndOfOneThatWasNeverStarted() {
    int thread = create();
    assertThat(program.mach.thread_set_mach_voucher(program.mach.mach_thread_self(), 0)).isZero();
    assertThat(program.mach.thread_set_mach_voucher(thread, 0)).isEqualTo(KERN_SUCCESS);
    program.mach.thread_suspend(thread);
    program.mach.thread_resume(thread);
    assertThat(program.mach.thread_set_mach_voucher(thread, 0)).isEqualTo(KERN_SUCCESS);
    program.mach.thread_resume(thread);
    assertThat(program.mach.thread_set_mach_voucher(thread, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
  }
}
