package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXC_BREAKPOINT;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BREAKPOINT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where XNU and Mach 3 part while a handler is asked about an exception. */
class ExceptionGenerationTest {
  /** A thread that waits for its handler, and the task that is to answer. */
  private static final class Question {
    final SimulatedTask task;
    final Program program;
    final SimulatedThread thread;
    final int handler;
    final RaisedException raised;

    Question(KernelGeneration generation) {
      task =
          SimulatedKernel.create(KernelConfiguration.builder().generation(generation).build())
              .createTask("test");
      program = Program.of(task);
      thread = task.createThread();
      handler = program.receiveAndSendRight();
      assertThat(setHandler(handler)).isEqualTo(KERN_SUCCESS);
      raised = thread.raise(EXC_BREAKPOINT, 0, 0);
    }

    int setHandler(int port) {
      return program.mach.task_set_exception_ports(
          program.self, EXC_MASK_BREAKPOINT, port, EXCEPTION_DEFAULT, 0);
    }

    /** Receives the question, and returns the right to answer it. */
    int receive() {
      assertThat(program.receive(handler)).isEqualTo(MACH_MSG_SUCCESS);
      return program.message.getInt(MSGH_REMOTE_PORT);
    }

    int answer(int right) {
      program.header(right, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, 2501);
      program.message.putInt(32, KERN_SUCCESS);
      return program.send(1, 36, 0);
    }

    int sendRights() {
      assertThat(program.mach.mach_port_get_srights(program.self, handler, program.out.pointer()))
          .isEqualTo(KERN_SUCCESS);
      return program.out.getInt(0);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GNU_MACH")
  void inXnuTheRightToAnswerDiesWithTheThread(KernelGeneration generation) {
    Question question = new Question(generation);
    int answer = question.receive();
    assertThat(question.program.type(answer)).isEqualTo(MACH_PORT_TYPE_SEND_ONCE);
    question.thread.exit();
    assertThat(question.program.type(answer)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(question.answer(answer)).isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @ParameterizedTest
  @EnumSource(names = "GNU_MACH")
  void inMach3TheRightToAnswerOutlivesTheThread(KernelGeneration generation) {
    Question question = new Question(generation);
    int answer = question.receive();
    question.thread.exit();
    assertThat(question.raised.isWaiting()).isFalse();
    assertThat(question.program.type(answer)).isEqualTo(MACH_PORT_TYPE_SEND_ONCE);
    assertThat(question.answer(answer)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(
            question.program.mach.mach_port_type(
                question.program.self, answer, question.program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @ParameterizedTest
  @EnumSource
  void aQuestionThatWasNotReceivedDiesQuietlyWithItsHandler(KernelGeneration generation) {
    Question question = new Question(generation);
    question.thread.exit();
    assertThat(question.program.mach.mach_port_destroy(question.program.self, question.handler))
        .isEqualTo(KERN_SUCCESS);
    assertThat(question.raised.outcome()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void onlyXnuHasASendRightToTheHandlerWhileItWaits(KernelGeneration generation) {
    Question question = new Question(generation);
    assertThat(question.setHandler(0)).isEqualTo(KERN_SUCCESS);
    boolean holds = generation != KernelGeneration.GNU_MACH;
    // One for the name, one in the message.
    assertThat(question.sendRights()).isEqualTo(holds ? 3 : 2);
    int answer = question.receive();
    assertThat(question.sendRights()).isEqualTo(holds ? 2 : 1);
    assertThat(question.answer(answer)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(question.sendRights()).isEqualTo(1);
    assertThat(question.raised.isWaiting()).isFalse();
  }
}
