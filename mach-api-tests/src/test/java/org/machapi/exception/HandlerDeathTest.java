package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.Threads;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/**
 * The task of a handler ends at any moment. The thread that raised the exception gets an answer or
 * the next level is asked, which here is a handler on its task.
 */
@Timeout(60)
class HandlerDeathTest {
  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private final FaultingTask task = FaultingTask.create();
  private final NextHandler dying = NextHandler.of(task);
  private final ReceiveRight nextLevel = ReceiveRight.allocate(task.mach);

  /** When the task of the handler ends. */
  enum Moment {
    BEFORE_IT_RECEIVES {
      @Override
      void reach(HandlerDeathTest test) {
        // The message is in the queue of a port that dies.
      }
    },
    BEFORE_IT_ANSWERS {
      @Override
      void reach(HandlerDeathTest test) {
        assertThat(test.dying.receive().type()).isEqualTo(TYPE);
      }
    },
    AFTER_IT_HAS_TAKEN_THE_RIGHT_TO_ANSWER {
      @Override
      void reach(HandlerDeathTest test) {
        try (ExceptionMessage message = test.dying.receive()) {
          assertThat(message.takeReplyRight()).isNotNull();
        }
      }
    };

    abstract void reach(HandlerDeathTest test);
  }

  private void setHandlers() {
    ExceptionPorts.of(task.threadPort).set(TYPE.mask(), dying.right, DEFAULT_64);
    try (SendRight right = nextLevel.makeSend()) {
      ExceptionPorts.of(task.mach.task()).set(TYPE.mask(), right, DEFAULT_64);
    }
  }

  private void assertTheNextLevelHandlesIt(RaisedException raised) {
    try (ExceptionMessage message = new ExceptionReceiver(nextLevel).receive(soon())) {
      assertThat(message).isNotNull();
      message.replySuccess();
    }
    assertHandled(raised);
  }

  @ParameterizedTest
  @EnumSource
  void theNextLevelIsAsked(Moment moment) {
    setHandlers();
    SortedMap<Integer, String> before = task.state();
    RaisedException raised = task.raise();
    moment.reach(this);
    assertThat(raised.isWaiting()).isTrue();
    dying.port.owner().terminate();
    assertTheNextLevelHandlesIt(raised);
    // One more: now it is known to be dead.
    assertTheNextLevelHandlesIt(task.raise());
    assertThat(task.state().keySet()).isEqualTo(before.keySet());
  }

  @ParameterizedTest
  @EnumSource
  void ifItGotTheMessageWithTheRightToAnswerFromUsTheNextLevelIsAskedToo(Moment moment) {
    task.handledBy(DEFAULT_64);
    try (SendRight right = nextLevel.makeSend()) {
      ExceptionPorts.of(task.mach.task()).set(TYPE.mask(), right, DEFAULT_64);
    }
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.forwardTo(dying.wanting(DEFAULT_64), soon()).isDirect()).isTrue();
    }
    moment.reach(this);
    assertThat(raised.isWaiting()).isTrue();
    dying.port.owner().terminate();
    assertTheNextLevelHandlesIt(raised);
  }

  @ParameterizedTest
  @EnumSource
  void ifWeWaitForItsAnswerItHasFailed(Moment moment) throws Exception {
    task.handledBy(ExceptionBehaviour.STATE_IDENTITY, FLAVOUR);
    SortedMap<Integer, String> before = task.state();
    RaisedException raised = task.raise();
    Threads.Running<ForwardResult> relay =
        Threads.start(
            () -> {
              try (ExceptionMessage message = task.receive()) {
                return message.relayTo(dying.wanting(DEFAULT_64), soon());
              }
            });
    awaitMessageAtTheDyingHandler();
    moment.reach(this);
    dying.port.owner().terminate();
    assertThat(relay.await().isHandled()).isFalse();
    assertBecameSignal(raised);
    assertThat(task.state().keySet()).containsAll(before.keySet());
    assertThat(task.threadReferences()).isEqualTo(1);
  }

  @Test
  void ifTheOneInTheMiddleEndsTheNextLevelIsAskedAndTheLateAnswerFindsNobody() throws Exception {
    setHandlers();
    RaisedException raised = task.raise();
    // The handler in the middle hands on to a third, and waits for its answer when its task ends.
    SendRight toThird = SendRight.adopt(dying.receiveRight.mach(), grantThird());
    ExceptionHandler third =
        new ExceptionHandler(
            TYPE.mask(), toThird, toThird.name(), ExceptionBehaviour.DEFAULT, FLAVOUR);
    Threads.Running<Boolean> middle =
        Threads.start(
            () -> {
              try (ExceptionMessage message = dying.receive()) {
                message.relayTo(third, soon());
                return false;
              } catch (RuntimeException ended) {
                return true;
              }
            });
    try (ExceptionMessage late = task.receiver.receive(soon())) {
      assertThat(late).isNotNull();
      dying.port.owner().terminate();
      assertTheNextLevelHandlesIt(raised);
      assertThat(middle.await()).isTrue();
      // Closing answers; there is nobody, and nothing is thrown.
    }
    assertThat(task.threadReferences()).isEqualTo(1);
  }

  private int grantThird() {
    return task.kernel.task().grant(task.port.name(), MACH_MSG_TYPE_MAKE_SEND, dying.port.owner());
  }

  private void awaitMessageAtTheDyingHandler() {
    while (dying.receiveRight.status().queuedMessages() == 0) {
      Thread.onSpinWait();
    }
  }
}
