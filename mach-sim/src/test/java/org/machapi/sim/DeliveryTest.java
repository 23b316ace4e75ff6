package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXC_ARITHMETIC;
import static org.machapi.raw.ExceptionConstants.EXC_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.EXC_BREAKPOINT;
import static org.machapi.raw.ExceptionConstants.EXC_CRASH;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_ALL;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_CRASH;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_CODES;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import java.util.Arrays;
import java.util.concurrent.FutureTask;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("test");
  private final Program program = Program.of(task);
  private final SimulatedThread thread = task.createThread();

  private int handler() {
    int port = program.receiveAndSendRight();
    int result =
        program.mach.task_set_exception_ports(
            program.self,
            EXC_MASK_ALL | EXC_MASK_CRASH,
            port,
            EXCEPTION_DEFAULT | MACH_EXCEPTION_CODES,
            0);
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return port;
  }

  private void reply(Program its, int returnCode) {
    int replyPort = its.message.getInt(8);
    int id = its.id() + 100;
    its.header(replyPort, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, id);
    its.message.putInt(32, returnCode);
    assertThat(its.send(1, 36, 0)).isEqualTo(MACH_MSG_SUCCESS);
  }

  @Test
  void aJavaThreadWaitsUntilAHandlerHasTakenItsException() throws Exception {
    int port = handler();
    FutureTask<ExceptionOutcome> outcome =
        Eventually.call(() -> task.raise(EXC_BAD_ACCESS, 1, 0x10));
    assertThat(program.receive(port, MACH_RCV_MSG, 0)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.message.getInt(60)).isEqualTo(EXC_BAD_ACCESS);
    reply(program, KERN_SUCCESS);
    assertThat(outcome.get()).isEqualTo(new ExceptionOutcome(true, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"1,1,11", "1,2,10", "2,0,4", "3,0,8", "6,0,5", "5,65538,6", "5,65539,9", "8,0,0"})
  void whatNobodyTakesBecomesASignal(int exception, long code, int signal) {
    assertThat(task.raise(exception, code, 0))
        .isEqualTo(new ExceptionOutcome(false, signal, KERN_SUCCESS));
  }

  @Test
  void aHandlerThatRefusesLeavesItToTheNext() {
    int port = handler();
    RaisedException raised = thread.raise(EXC_ARITHMETIC, 0, 0);
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(raised.isWaiting()).isTrue();
    assertThat(raised.outcome()).isNull();
    reply(program, 5);
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(false, 8, KERN_SUCCESS));
    assertThat(thread.isWaiting()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, -305, Integer.MIN_VALUE})
  void anyReturnCodeButSuccessRefuses(int returnCode) {
    int port = handler();
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.receive(port);
    reply(program, returnCode);
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(false, 5, KERN_SUCCESS));
  }

  @Test
  void aReplyRightThatIsDroppedRefuses() {
    int port = handler();
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.receive(port);
    program.mach.mach_port_deallocate(program.self, program.message.getInt(8));
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(false, 5, KERN_SUCCESS));
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 40, 44, 200})
  void aReplyOfTheWrongSizeRefuses(int size) {
    int port = handler();
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.receive(port);
    int replyPort = program.message.getInt(8);
    program.header(replyPort, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, program.id() + 100);
    program.message.putInt(32, KERN_SUCCESS);
    assertThat(program.send(1, size, 0)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(false, 5, KERN_SUCCESS));
  }

  @Test
  void aReplyWithAnotherIdRefuses() {
    int port = handler();
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.receive(port);
    int replyPort = program.message.getInt(8);
    program.header(replyPort, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, 1);
    program.message.putInt(32, KERN_SUCCESS);
    program.send(1, 36, 0);
    assertThat(raised.isWaiting()).isFalse();
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(false, 5, KERN_SUCCESS));
  }

  @Test
  void aThreadAsksTheNextHandlerAfterTheCallThatKilledTheFirst() {
    int next = handler();
    int first = program.receiveAndSendRight();
    int name = thread.library().mach_thread_self();
    program.mach.thread_set_exception_ports(name, EXC_MASK_ALL, first, EXCEPTION_DEFAULT, 0);
    program.mach.mach_port_request_notification(
        program.self,
        first,
        MACH_NOTIFY_DEAD_NAME,
        0,
        next,
        MACH_MSG_TYPE_MAKE_SEND_ONCE,
        program.out.pointer());
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.changeReferences(first, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(program.receive(next)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_DEAD_NAME);
    assertThat(program.receive(next)).isEqualTo(MACH_MSG_SUCCESS);
    reply(program, KERN_SUCCESS);
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(true, 0, 0));
  }

  @Test
  void theEndOfATaskThatWasAskedLetsTheThreadAskTheNext() {
    SimulatedTask other = kernel.createTask("other");
    int next = handler();
    Program asked = Program.of(other);
    int there = asked.receiveRight();
    int first = other.grant(there, MACH_MSG_TYPE_MAKE_SEND, task);
    int name = thread.library().mach_thread_self();
    program.mach.thread_set_exception_ports(name, EXC_MASK_ALL, first, EXCEPTION_DEFAULT, 0);
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    other.terminate();
    assertThat(program.receive(next)).isEqualTo(MACH_MSG_SUCCESS);
    reply(program, KERN_SUCCESS);
    assertThat(raised.outcome()).isEqualTo(new ExceptionOutcome(true, 0, 0));
  }

  @Test
  void aThreadThatEndsTakesItsExceptionWithIt() {
    int port = handler();
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.receive(port);
    thread.exit();
    assertThat(raised.isWaiting()).isFalse();
    int replyPort = program.message.getInt(8);
    assertThat(program.mach.mach_port_deallocate(program.self, replyPort)).isZero();
  }

  @Test
  void aThreadHasOneExceptionAtATime() {
    handler();
    thread.raise(EXC_BREAKPOINT, 0, 0);
    assertThat(thread.isWaiting()).isTrue();
    assertThatThrownBy(() -> thread.raise(EXC_BREAKPOINT, 0, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTaskIsNotAskedAboutItsOwnCrash() {
    int port = handler();
    assertThat(thread.raise(EXC_CRASH, 0, 0).outcome())
        .isEqualTo(new ExceptionOutcome(false, 0, 5));
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void anExceptionThatDoesNotExistIsDeliveredToNobody() {
    handler();
    for (int exception : new int[] {-1, 14, 1000}) {
      ExceptionOutcome outcome = thread.raise(exception, 0, 0).outcome();
      assertThat(outcome).isEqualTo(new ExceptionOutcome(false, 0, 5));
    }
  }

  @Test
  void anExceptionLeavesNoRightBehindWhenTheHandlerGivesBackWhatItGot() {
    int port = handler();
    int[] before = names();
    RaisedException raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    program.receive(port);
    int threadPort = program.message.getInt(28);
    int taskPort = program.message.getInt(40);
    reply(program, KERN_SUCCESS);
    program.mach.mach_port_deallocate(program.self, threadPort);
    program.mach.mach_port_deallocate(program.self, taskPort);
    assertThat(raised.isWaiting()).isFalse();
    assertThat(names()).isEqualTo(before);
    program.mach.mach_port_get_srights(program.self, port, program.out.pointer());
    // One for the name, one for each of the types that the handler is set for.
    assertThat(program.out.getInt(0))
        .isEqualTo(1 + Integer.bitCount(EXC_MASK_ALL | EXC_MASK_CRASH));
  }

  private int[] names() {
    program.mach.mach_port_names(
        program.self,
        program.out.pointer(),
        program.out.pointer(8),
        program.out.pointer(16),
        program.out.pointer(24));
    int count = program.out.getInt(8);
    int[] names = new int[count];
    Pointer memory = Pointer.wrap(Runtime.getSystemRuntime(), program.out.getLong(0), 4L * count);
    Arrays.setAll(names, i -> memory.getInt(4L * i));
    return names;
  }
}
