package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXC_BREAKPOINT;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BREAKPOINT;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_CODES;
import static org.machapi.raw.KernReturnConstants.KERN_ABORTED;
import static org.machapi.raw.KernReturnConstants.KERN_OPERATION_TIMED_OUT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPT;
import static org.machapi.raw.MessageConstants.MACH_RCV_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** Threads whose waits are aborted. */
@Timeout(60)
class AbortTest {
  private static final int TIME_RELATIVE = 1;

  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("test");
  private final Program program = Program.of(task);
  private final MachLibrary mach = program.mach;
  private final SimulatedThread thread = task.createThread();
  private final int threadPort = thread.library().mach_thread_self();

  /** What the thread sends and receives with. */
  private final Program its = new Program(thread.library());

  private FutureTask<Integer> start(ToIntFunction<MachLibrary> call) {
    FutureTask<Integer> started = Eventually.call(() -> call.applyAsInt(thread.library()));
    Eventually.until(thread::isWaiting);
    return started;
  }

  private void abort() {
    assertThat(mach.thread_abort(threadPort)).isEqualTo(KERN_SUCCESS);
  }

  private void abortSafely() {
    assertThat(mach.thread_abort_safely(threadPort)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aReceiveEndsIfItWantsToHearOfInterruptions() throws Exception {
    int port = program.receiveRight();
    FutureTask<Integer> first =
        start(its -> this.its.receive(port, MACH_RCV_MSG | MACH_RCV_INTERRUPT, 0));
    abort();
    assertThat(first.get()).isEqualTo(MACH_RCV_INTERRUPTED);
    FutureTask<Integer> second =
        start(its -> this.its.receive(port, MACH_RCV_MSG | MACH_RCV_INTERRUPT, 0));
    abortSafely();
    assertThat(second.get()).isEqualTo(MACH_RCV_INTERRUPTED);
    program.makeSend(port);
    assertThat(program.send(port, 5)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).as("nobody waits there any more").isEqualTo(KERN_SUCCESS);
  }

  @Test
  void otherwiseItStartsAgainAndGetsTheNextMessage() throws Exception {
    int port = program.receiveAndSendRight();
    FutureTask<Integer> receive = start(its -> this.its.receive(port, MACH_RCV_MSG, 0));
    for (int round = 0; round < 3; round++) {
      abort();
      Eventually.until(thread::isWaiting);
      abortSafely();
      Eventually.until(thread::isWaiting);
    }
    assertThat(receive.isDone()).isFalse();
    assertThat(program.send(port, 5)).isEqualTo(KERN_SUCCESS);
    assertThat(receive.get()).isEqualTo(KERN_SUCCESS);
    assertThat(its.id()).isEqualTo(5);
  }

  @Test
  void theTrapDoesNotStartAgain() throws Exception {
    int port = program.receiveRight();
    FutureTask<Integer> receive =
        start(
            its ->
                its.mach_msg_trap(
                    this.its.message.pointer(),
                    MACH_RCV_MSG,
                    0,
                    this.its.message.size(),
                    port,
                    0,
                    0));
    abort();
    assertThat(receive.get()).isEqualTo(MACH_RCV_INTERRUPTED);
  }

  @Test
  void aMessageThatComesBetweenAbortAndReturnIsNotLost() throws Exception {
    int port = program.receiveAndSendRight();
    FutureTask<Integer> receive =
        start(its -> this.its.receive(port, MACH_RCV_MSG | MACH_RCV_INTERRUPT, 0));
    abort();
    assertThat(program.send(port, 5)).isEqualTo(KERN_SUCCESS);
    assertThat(receive.get())
        .as("whoever was aborted does not get it")
        .isEqualTo(MACH_RCV_INTERRUPTED);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(5);
  }

  private int fullPort() {
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    assertThat(program.send(port, 1)).isEqualTo(KERN_SUCCESS);
    return port;
  }

  private FutureTask<Integer> startSending(Program sender, int port, int reply, int options) {
    int replyDisposition = reply == 0 ? 0 : MACH_MSG_TYPE_MAKE_SEND_ONCE;
    sender.header(port, MACH_MSG_TYPE_COPY_SEND, reply, replyDisposition, 7);
    return start(its -> sender.send(MACH_SEND_MSG | options, HEADER_SIZE, 0));
  }

  @Test
  void aSendEndsAndBringsItsMessageBack() throws Exception {
    int port = fullPort();
    int reply = program.receiveRight();
    FutureTask<Integer> send = startSending(its, port, reply, MACH_SEND_INTERRUPT);
    abort();
    assertThat(send.get()).isEqualTo(MACH_SEND_INTERRUPTED);
    assertThat(its.message.getInt(MSGH_BITS))
        .isEqualTo(MACH_MSG_TYPE_MOVE_SEND | MACH_MSG_TYPE_MOVE_SEND_ONCE << 8);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND))
        .as("in place of the copy")
        .isEqualTo(2);
    assertThat(program.type(its.message.getInt(MSGH_LOCAL_PORT)))
        .isEqualTo(MACH_PORT_TYPE_SEND_ONCE);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).as("nothing was sent").isEqualTo(MACH_RCV_TIMED_OUT);
    assertThat(program.send(port, 8)).as("the room is free").isEqualTo(KERN_SUCCESS);
  }

  @Test
  void otherwiseItIsSentAgainAsItCameBack() throws Exception {
    int port = fullPort();
    int reply = program.receiveRight();
    FutureTask<Integer> send = startSending(its, port, reply, 0);
    abort();
    Eventually.until(thread::isWaiting);
    abortSafely();
    Eventually.until(thread::isWaiting);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(send.get()).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(7);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND))
        .as("what came back was moved, again and again")
        .isEqualTo(1);
  }

  @Test
  void newerLibrariesSendWithTheOldHeaderAndLeaveWhatCameBack() throws Exception {
    SimulatedTask newer =
        SimulatedKernel.create(
                KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build())
            .createTask("newer");
    Program main = Program.of(newer);
    SimulatedThread sender = newer.createThread();
    int port = main.receiveAndSendRight();
    main.setQueueLimit(port, 1);
    main.send(port, 1);
    Program theirs = new Program(sender.library());
    theirs.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 7);
    FutureTask<Integer> send = Eventually.call(() -> theirs.send(MACH_SEND_MSG, HEADER_SIZE, 0));
    Eventually.until(sender::isWaiting);
    int name = sender.library().mach_thread_self();
    for (int round = 0; round < 2; round++) {
      assertThat(main.mach.thread_abort(name)).isEqualTo(KERN_SUCCESS);
      Eventually.until(sender::isWaiting);
    }
    main.receive(port);
    assertThat(send.get()).isEqualTo(KERN_SUCCESS);
    assertThat(main.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(main.id()).isEqualTo(7);
    assertThat(main.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(3);
  }

  @Test
  void aWaitForASemaphoreEnds() throws Exception {
    assertThat(mach.semaphore_create(program.self, program.out.pointer(), 0, 0))
        .isEqualTo(KERN_SUCCESS);
    int semaphore = program.out.getInt(0);
    FutureTask<Integer> plain = start(its -> its.semaphore_wait(semaphore));
    abort();
    assertThat(plain.get()).isEqualTo(KERN_ABORTED);
    FutureTask<Integer> timed = start(its -> its.semaphore_timedwait_trap(semaphore, -1, 0));
    abortSafely();
    assertThat(timed.get()).isEqualTo(KERN_ABORTED);
    assertThat(mach.semaphore_signal(semaphore)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.semaphore_wait(semaphore)).as("the signal was for nobody").isZero();
    assertThat(mach.semaphore_timedwait_trap(semaphore, 0, 0)).isEqualTo(KERN_OPERATION_TIMED_OUT);
  }

  @Test
  void aSleepEndsAndTellsWhenItWouldHave() throws Exception {
    AtomicLong time = new AtomicLong(1_000_000_000L);
    SimulatedTask sleeper =
        SimulatedKernel.create(KernelConfiguration.builder().absoluteTime(time::get).build())
            .createTask("sleeper");
    SimulatedThread asleep = sleeper.createThread();
    int name = asleep.library().mach_thread_self();
    NativeBuffer wakeup = NativeBuffer.allocate(8);
    FutureTask<Integer> sleep =
        Eventually.call(
            () ->
                asleep
                    .library()
                    .clock_sleep_trap(MACH_PORT_NULL, TIME_RELATIVE, 50, 3, wakeup.pointer()));
    Eventually.until(asleep::isWaiting);
    assertThat(sleeper.library().thread_abort(name)).isEqualTo(KERN_SUCCESS);
    assertThat(sleep.get()).isEqualTo(KERN_ABORTED);
    assertThat(wakeup.getInt(0)).isEqualTo(51);
    assertThat(wakeup.getInt(4)).isEqualTo(3);
  }

  @Test
  void anAbortIsForTheCallUnderWayOnly() throws Exception {
    int port = program.receiveAndSendRight();
    abort();
    abortSafely();
    FutureTask<Integer> receive =
        start(its -> this.its.receive(port, MACH_RCV_MSG | MACH_RCV_INTERRUPT, 0));
    assertThat(program.send(port, 5)).isEqualTo(KERN_SUCCESS);
    assertThat(receive.get()).as("the aborts found no wait").isEqualTo(KERN_SUCCESS);
    FutureTask<Integer> aborted =
        start(its -> this.its.receive(port, MACH_RCV_MSG | MACH_RCV_INTERRUPT, 0));
    abort();
    assertThat(aborted.get()).isEqualTo(MACH_RCV_INTERRUPTED);
    FutureTask<Integer> next =
        start(its -> this.its.receive(port, MACH_RCV_MSG | MACH_RCV_INTERRUPT, 0));
    assertThat(program.send(port, 6)).isEqualTo(KERN_SUCCESS);
    assertThat(next.get()).isEqualTo(KERN_SUCCESS);
    assertThat(its.id()).isEqualTo(6);
  }

  @Test
  void aCallThatHasWhatItWaitedForKeepsItAndWaitsForNothingMore() {
    Kernel inside = new Kernel(KernelConfiguration.builder().build());
    Task owner = new Task(inside, "inside");
    MachThread sender = owner.newThread();
    inside.enter(sender);
    try {
      Waiter served = inside.newWaiter(0, 0);
      sender.waiter = served;
      served.wake(Waiter.Outcome.SERVED);
      inside.threadLife.abort(sender, "thread_abort");
      assertThat(served.outcome).isEqualTo(Waiter.Outcome.SERVED);
      Waiter next = inside.newWaiter(0, 0);
      assertThat(inside.await(next, false, 0)).isEqualTo(Waiter.Outcome.ABORTED);
    } finally {
      inside.leave(sender);
    }
    assertThat(sender.aborted).as("back in the program").isFalse();
  }

  @Test
  void aThreadThatEndsDoesNotStartItsSendAgain() throws Exception {
    int port = fullPort();
    FutureTask<Integer> send = startSending(its, port, 0, 0);
    thread.exit();
    assertThat(send.get()).isEqualTo(MACH_SEND_INTERRUPTED);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
  }

  @Test
  void aTaskThatEndsDoesNotStartItsSendAgainEither() throws Exception {
    SimulatedTask doomed = kernel.createTask("doomed");
    int port = fullPort();
    int theirs = task.grant(port, MACH_MSG_TYPE_COPY_SEND, doomed);
    SimulatedThread sender = doomed.createThread();
    Program sending = new Program(sender.library());
    sending.header(theirs, MACH_MSG_TYPE_COPY_SEND, 0, 0, 7);
    FutureTask<Integer> send = Eventually.call(() -> sending.send(MACH_SEND_MSG, HEADER_SIZE, 0));
    Eventually.until(sender::isWaiting);
    doomed.terminate();
    assertThat(send.get()).isNotEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).as("nothing was sent").isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void abortingTheHandlingOfAnExceptionIsNotPretended() {
    int port = program.receiveAndSendRight();
    int result =
        mach.thread_set_exception_ports(
            threadPort, EXC_MASK_BREAKPOINT, port, EXCEPTION_DEFAULT | MACH_EXCEPTION_CODES, 0);
    assertThat(result).isEqualTo(KERN_SUCCESS);
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 1, 2);
    assertThatThrownBy(() -> mach.thread_abort(threadPort))
        .isInstanceOf(UnsimulatedRoutineException.class)
        .hasMessageContaining("of thread_abort:");
    assertThatThrownBy(() -> mach.thread_abort_safely(threadPort))
        .isInstanceOf(UnsimulatedRoutineException.class)
        .hasMessageContaining("of thread_abort_safely:");
    assertThat(raised.outcome()).as("it still waits").isNull();
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
  }
}
