package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.FLAVOUR;

import java.time.Duration;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/** Three handlers in a row, each of another form, and threads of their own. */
@Timeout(60)
class ForwardingChainTest {
  private static final int[] OLD = FaultingTask.stateFrom(300);
  private static final int[] NEW = FaultingTask.stateFrom(5000);
  private static final ExceptionBehaviour DEFAULT = ExceptionBehaviour.DEFAULT;
  private static final ExceptionBehaviour DEFAULT_64 = FaultingTask.DEFAULT_64;
  private static final ExceptionBehaviour STATE = ExceptionBehaviour.STATE;
  private static final ExceptionBehaviour STATE_IDENTITY_64 =
      ExceptionBehaviour.STATE_IDENTITY.with64BitCodes();
  private static final ExceptionBehaviour PROTECTED =
      ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();
  private static final ExceptionBehaviour STATE_PROTECTED =
      ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes();

  private final FaultingTask task = FaultingTask.onMacOs15(true);
  private final NextHandler last = NextHandler.of(task);

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  static Stream<Arguments> chains() {
    return Stream.of(
        Arguments.of(DEFAULT_64, STATE_IDENTITY_64, STATE),
        Arguments.of(DEFAULT, PROTECTED, STATE),
        Arguments.of(PROTECTED, DEFAULT_64, STATE_PROTECTED),
        Arguments.of(STATE_PROTECTED, DEFAULT, STATE_IDENTITY_64),
        Arguments.of(STATE_IDENTITY_64, STATE_PROTECTED, STATE),
        Arguments.of(STATE_IDENTITY_64, STATE, STATE.with64BitCodes()),
        Arguments.of(STATE_IDENTITY_64, STATE_IDENTITY_64, STATE_IDENTITY_64));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aNewStateTravelsBackThroughTheHandlerInTheMiddle(
      ExceptionBehaviour first, ExceptionBehaviour second, ExceptionBehaviour third)
      throws InterruptedException {
    task.setThreadState(OLD);
    task.handledBy(first);
    SortedMap<Integer, String> before = task.state();
    RaisedException raised;
    try (Middle middle = new Middle(task, second, third)) {
      raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        ForwardResult result = message.relayTo(middle.record(), soon());
        assertThat(result.isHandled()).isTrue();
      }
      assertThat(middle.join()).isTrue();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(NEW);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aFailureTravelsBackToo() throws InterruptedException {
    task.handledBy(DEFAULT_64);
    RaisedException raised;
    try (Middle middle = new Middle(task, STATE_IDENTITY_64, ExceptionBehaviour.NONE)) {
      raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        assertThat(message.relayTo(middle.record(), soon()).isHandled()).isFalse();
      }
      assertThat(middle.join()).isFalse();
    }
    FaultingTask.assertBecameSignal(raised);
  }

  /** The second handler, and the third, to which it hands on; both on threads of their own. */
  private final class Middle implements AutoCloseable {
    final FaultingTask faulting;
    final ReceiveRight port;
    final SendRight right;
    final ExceptionBehaviour wanted;
    final Thread third;
    final Thread second;
    volatile boolean handled;

    Middle(FaultingTask faulting, ExceptionBehaviour wanted, ExceptionBehaviour byTheThird) {
      this.faulting = faulting;
      this.wanted = wanted;
      port = ReceiveRight.allocate(faulting.mach);
      right = port.makeSend();
      boolean exists = !byTheThird.equals(ExceptionBehaviour.NONE);
      third = new Thread(() -> answerAsTheThird(exists));
      second = new Thread(() -> handOn(exists ? byTheThird : ExceptionBehaviour.DEFAULT));
      third.start();
      second.start();
    }

    private void answerAsTheThird(boolean success) {
      try (ExceptionMessage message = last.receiver.receive(soon())) {
        if (!success) {
          message.replyFailure();
        } else if (message.flavour() == 0) {
          message.replySuccess();
        } else {
          message.replySuccess(message.flavour(), NEW);
        }
      }
    }

    private void handOn(ExceptionBehaviour behaviour) {
      try (ExceptionMessage message = new ExceptionReceiver(port).receive(soon())) {
        handled = message.relayTo(last.wanting(behaviour), soon()).isHandled();
      }
    }

    ExceptionHandler record() {
      return new ExceptionHandler(FaultingTask.TYPE.mask(), right, right.name(), wanted, FLAVOUR);
    }

    boolean join() throws InterruptedException {
      second.join();
      third.join();
      return handled;
    }

    @Override
    public void close() {
      right.close();
      port.close();
    }
  }
}
