package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;

import org.junit.jupiter.api.Test;

class SimulatedTaskTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final Program others = Program.of(other);

  @Test
  void aTaskKnowsItselfOnly() {
    assertThat(task.name()).isEqualTo("one");
    assertThat(program.type(program.self)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(program.mach.pid_for_task(program.self, program.out.pointer())).isZero();
    int first = program.out.getInt(0);
    others.mach.pid_for_task(others.self, others.out.pointer());
    assertThat(others.out.getInt(0)).isNotEqualTo(first);
  }

  @Test
  void aGrantedRightHasANameInTheOtherTask() {
    int port = program.receiveRight();
    int name = task.grant(port, MACH_MSG_TYPE_MAKE_SEND, other);
    assertThat(others.type(name)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(others.send(name, 5)).isZero();
    assertThat(program.receive(port)).isZero();
    int moved = task.grant(port, MACH_MSG_TYPE_MOVE_RECEIVE, other);
    assertThat(moved).isEqualTo(name);
    assertThat(others.type(name)).isEqualTo(MACH_PORT_TYPE_RECEIVE | MACH_PORT_TYPE_SEND);
  }

  @Test
  void whatATaskDoesNotHaveItCanNotGrant() {
    int port = program.receiveRight();
    assertThatThrownBy(() -> task.grant(port, MACH_MSG_TYPE_COPY_SEND, other))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void withAnothersTaskPortACallWorksOnTheOther() {
    int control = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);
    assertThat(program.mach.mach_port_allocate(control, 1, program.out.pointer())).isZero();
    assertThat(others.type(program.out.getInt(0))).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void withTheNamePortATaskCanBeToldFromOthersAndNoMore() {
    int control = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);
    program.mach.task_get_special_port(control, TASK_NAME_PORT, program.out.pointer());
    int name = program.out.getInt(0);
    assertThat(program.mach.pid_for_task(name, program.out.pointer())).isZero();
    assertThat(program.mach.mach_port_allocate(name, 1, program.out.pointer()))
        .isEqualTo(KERN_INVALID_TASK);
    assertThat(program.mach.task_suspend(name)).isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void aPortThatIsNoTaskAnswersAsAServerThatDoesNotKnowTheCall() {
    int port = program.receiveAndSendRight();
    assertThat(program.mach.mach_port_allocate(port, 1, program.out.pointer()))
        .isEqualTo(MIG_BAD_ID);
    assertThat(program.mach.mach_port_allocate(0, 1, program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void aTaskThatEndsLeavesDeadNamesAndFailingCalls() {
    int control = other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task);
    int port = others.receiveRight();
    int send = other.grant(port, MACH_MSG_TYPE_MAKE_SEND, task);
    other.terminate();
    other.terminate();
    assertThat(program.type(control)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(program.type(send)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(others.mach.mach_port_allocate(others.self, 1, others.out.pointer()))
        .isNotEqualTo(KERN_SUCCESS);
    assertThat(others.mach.mach_thread_self()).isLessThanOrEqualTo(0);
  }

  @Test
  void suspendingCountsAndCanNotGoBelowNothing() {
    assertThat(program.mach.task_resume(program.self)).isEqualTo(5);
    assertThat(program.mach.task_suspend(program.self)).isZero();
    assertThat(program.mach.task_resume(program.self)).isZero();
    assertThat(program.mach.task_resume(program.self)).isEqualTo(5);
  }

  @Test
  void aMessageToATaskPortIsAnsweredAsOneThatNobodyKnows() {
    int reply = program.receiveRight();
    program.header(program.self, MACH_MSG_TYPE_COPY_SEND, reply, 21, 3405);
    assertThat(program.send(1, 24, 0)).isZero();
    assertThat(program.receive(reply)).isZero();
    assertThat(program.id()).isEqualTo(3505);
    assertThat(program.message.getInt(4)).isEqualTo(36);
    assertThat(program.message.getInt(32)).isEqualTo(MIG_BAD_ID);
  }

  @Test
  void theHostPortOfAnyTaskWillDoForTheExceptionPortsOfTheHost() {
    int host = program.mach.mach_host_self();
    int port = program.receiveAndSendRight();
    assertThat(program.mach.host_set_exception_ports(host, 1 << 6, port, 1, 0)).isZero();
    assertThat(program.mach.host_set_exception_ports(program.self, 1 << 6, port, 1, 0))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    RaisedException raised = other.createThread().raise(6, 0, 0);
    assertThat(raised.isWaiting()).isTrue();
    assertThat(program.receive(port)).isZero();
    assertThat(program.id()).isEqualTo(2401);
  }
}
