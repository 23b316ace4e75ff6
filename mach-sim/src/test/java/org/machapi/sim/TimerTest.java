package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KobjectConstants.IKOT_NONE;
import static org.machapi.raw.KobjectConstants.IKOT_TIMER;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_DESTROY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;

/** Timers, by a time that the tests move on, and by that of the machine. */
@Timeout(30)
class TimerTest {
  private final AtomicLong time = new AtomicLong(1_000);
  private final List<GuardException> raised = new ArrayList<>();
  private final SimulatedKernel kernel =
      SimulatedKernel.create(
          KernelConfiguration.builder().absoluteTime(time::get).guardListener(raised::add).build());
  private final SimulatedTask task = kernel.createTask("one");
  private final Program program = Program.of(task);
  private final int timer = program.mach.mk_timer_create();

  private int kind(int name) {
    assertThat(
            program.mach.mach_port_kobject(
                program.self, name, program.out.pointer(), program.message.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int cancel() {
    return program.mach.mk_timer_cancel(timer, program.out.pointer());
  }

  @Test
  void aTimerIsAReceiveRightToWhichTheKernelHasASendRight() {
    assertThat(program.type(timer)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(program.references(timer, MACH_PORT_RIGHT_RECEIVE)).isEqualTo(1);
    assertThat(kind(timer)).isEqualTo(IKOT_TIMER);
    program.out.putInt(0, 10);
    NativeBuffer status = NativeBuffer.allocate(MachPortStatusLayout.SIZE);
    assertThat(
            program.mach.mach_port_get_attributes(
                program.self, timer, 2, status.pointer(), program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(status.getInt(MachPortStatusLayout.MPS_SRIGHTS)).isEqualTo(1);
    assertThat(status.getInt(MachPortStatusLayout.MPS_MSCOUNT)).isEqualTo(1);
    assertThat(task.mappedBytes()).isZero();
  }

  @Test
  void whenItsTimeHasComeItSendsOneMessageAndIsNotArmedAnyMore() {
    assertThat(program.mach.mk_timer_arm(timer, 2_000)).isEqualTo(KERN_SUCCESS);
    time.set(1_999);
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
    time.set(2_000);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.message.getInt(MSGH_SIZE)).isEqualTo(48);
    assertThat(program.message.getInt(MSGH_BITS)).isEqualTo(17 << 8);
    assertThat(program.message.getInt(MSGH_REMOTE_PORT)).isZero();
    assertThat(program.message.getInt(MSGH_LOCAL_PORT)).isEqualTo(timer);
    assertThat(program.id()).isZero();
    assertThat(program.message.getLong(24)).isZero();
    assertThat(program.message.getLong(32)).isZero();
    assertThat(program.message.getLong(40)).isZero();
    time.set(9_000);
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
    assertThat(cancel()).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getLong(0)).isZero();
    assertThat(program.type(timer)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void aTimeThatIsNotInTheFutureHasComeAtOnce() {
    assertThat(program.mach.mk_timer_arm(timer, 1_000)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.mach.mk_timer_arm(timer, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.mach.mk_timer_arm(timer, -1)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void aNewTimeReplacesTheOldOne() {
    program.mach.mk_timer_arm(timer, 2_000);
    program.mach.mk_timer_arm(timer, 3_000);
    time.set(2_500);
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
    time.set(3_000);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void expiriesAddNoMessageToOneThatIsStillThere() {
    program.mach.mk_timer_arm(timer, 0);
    program.mach.mk_timer_arm(timer, 0);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
    program.mach.mk_timer_arm(timer, 0);
    assertThat(program.receive(timer)).isZero();
  }

  @Test
  void theMessageComesEvenIfTheQueueIsFull() {
    program.makeSend(timer);
    program.setQueueLimit(timer, 1);
    assertThat(program.send(timer, 8)).isZero();
    program.mach.mk_timer_arm(timer, 0);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.id()).isEqualTo(8);
    assertThat(program.receive(timer)).isZero();
    assertThat(program.id()).isZero();
  }

  @Test
  void timersExpireInTheOrderOfTheirTimes() {
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    int second = program.mach.mk_timer_create();
    program.mach.mach_port_move_member(program.self, timer, set);
    program.mach.mach_port_move_member(program.self, second, set);
    program.mach.mk_timer_arm(timer, 3_000);
    program.mach.mk_timer_arm(second, 2_000);
    time.set(4_000);
    assertThat(program.receive(set)).isZero();
    assertThat(program.message.getInt(MSGH_LOCAL_PORT)).isEqualTo(second);
    assertThat(program.receive(set)).isZero();
    assertThat(program.message.getInt(MSGH_LOCAL_PORT)).isEqualTo(timer);
  }

  @Test
  void aTimerThatIsStoppedTellsForWhenItWasArmedAndSendsNothing() {
    program.mach.mk_timer_arm_leeway(timer, 1, 2_000, 50);
    assertThat(cancel()).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getLong(0)).isEqualTo(2_050);
    time.set(5_000);
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
    program.mach.mk_timer_arm_leeway(timer, 0, 6_000, -1);
    assertThat(cancel()).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getLong(0)).isEqualTo(-1);
  }

  @Test
  void aTimerIsStoppedEvenIfTheAnswerCanNotBeWritten() {
    program.mach.mk_timer_arm(timer, 2_000);
    assertThat(program.mach.mk_timer_cancel(timer, program.out.pointer().slice(0, 4)))
        .isEqualTo(KERN_FAILURE);
    time.set(5_000);
    assertThat(program.receive(timer)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void stoppingDoesNotTakeTheMessageBack() {
    program.mach.mk_timer_arm(timer, 0);
    assertThat(cancel()).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(timer)).isZero();
  }

  @Test
  void whatIsNoTimerIsTold() {
    int port = program.receiveRight();
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    assertThat(program.mach.mk_timer_arm(12345, 0)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.mk_timer_arm(MACH_PORT_NULL, 0)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.mk_timer_arm(program.self, 0)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.mk_timer_arm_leeway(port, 0, 0, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mk_timer_cancel(port, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.mk_timer_destroy(12345)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.mk_timer_destroy(dead)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.mk_timer_destroy(program.self)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.mk_timer_destroy(port)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void aDestroyedTimerLeavesNoNameAndDeadNamesWithOthers() {
    SimulatedTask other = kernel.createTask("two");
    int send = task.grant(timer, MACH_MSG_TYPE_MAKE_SEND, other);
    program.makeSend(timer);
    program.mach.mk_timer_arm(timer, 2_000);
    assertThat(program.mach.mk_timer_destroy(timer)).isEqualTo(KERN_SUCCESS);
    time.set(3_000);
    assertThat(program.mach.mach_port_type(program.self, timer, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(Program.of(other).type(send)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
  }

  @Test
  void aTimerEndsWithItsReceiveRightAndItsTask() {
    program.mach.mk_timer_arm(timer, 2_000);
    assertThat(program.changeReferences(timer, MACH_PORT_RIGHT_RECEIVE, -1))
        .isEqualTo(KERN_SUCCESS);
    program.mach.mk_timer_arm(program.mach.mk_timer_create(), 2_000);
    task.terminate();
    time.set(3_000);
    assertThat(Program.on(kernel).receiveRight()).isNotZero();
    assertThat(program.mach.mk_timer_create()).isEqualTo(MACH_PORT_NULL);
  }

  @Test
  void aTimerCanNotBeMovedNorOutliveItsReceiver() {
    int port = program.receiveAndSendRight();
    assertThat(
            program.mach.mach_port_extract_right(
                program.self,
                timer,
                MACH_MSG_TYPE_MOVE_RECEIVE,
                program.out.pointer(),
                program.message.pointer()))
        .isNotEqualTo(KERN_SUCCESS);
    assertThat(raised).extracting(GuardException::flavor).containsExactly(kGUARD_EXC_IMMOVABLE);
    assertThat(
            program.mach.mach_port_request_notification(
                program.self,
                timer,
                MACH_NOTIFY_PORT_DESTROYED,
                0,
                port,
                MACH_MSG_TYPE_MAKE_SEND_ONCE,
                program.out.pointer()))
        .isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.type(timer)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void aGuardedTimerIsNotDestroyed() {
    program.mach.mach_port_guard(program.self, timer, 77, 0);
    assertThat(program.mach.mk_timer_destroy(timer)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(raised).extracting(GuardException::flavor).containsExactly(kGUARD_EXC_DESTROY);
  }

  @Test
  void anOrdinaryPortIsNoKernelObject() {
    assertThat(kind(program.receiveRight())).isEqualTo(IKOT_NONE);
  }

  @Test
  void whoWaitsIsWokenByWhoeverCallsWhenTheTimeHasCome() throws Exception {
    SimulatedThread thread = task.createThread();
    Program waiting = new Program(thread.library());
    program.mach.mk_timer_arm(timer, 2_000);
    FutureTask<Integer> receive = Eventually.call(() -> waiting.receive(timer, MACH_RCV_MSG, 0));
    Eventually.until(thread::isWaiting);
    time.set(2_000);
    assertThat(thread.isWaiting()).isTrue();
    program.type(timer);
    assertThat(receive.get()).isZero();
  }

  @Test
  void byTheTimeOfTheMachineWhoWaitsIsWokenWithoutACall() throws Exception {
    SimulatedTask real = SimulatedKernel.create().createTask("real");
    Program caller = Program.of(real);
    SimulatedThread thread = real.createThread();
    Program waiting = new Program(thread.library());
    int name = caller.mach.mk_timer_create();
    caller.mach.mk_timer_arm(name, System.nanoTime() + 20_000_000);
    assertThat(caller.receive(name, MACH_RCV_MSG, 0)).isZero();
    FutureTask<Integer> receive = Eventually.call(() -> waiting.receive(name, MACH_RCV_MSG, 0));
    Eventually.until(thread::isWaiting);
    caller.mach.mk_timer_arm(name, System.nanoTime() + 20_000_000);
    assertThat(receive.get()).isZero();
  }
}
