package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/**
 * On Apple silicon the state of an exception may come with signed addresses, where a JVM reads
 * plain ones through the thread's port. Plain ones in the answer would be poison to the thread. The
 * simulated kernel signs nothing: here the register that tells is set as the kernel sets it.
 */
@Timeout(60)
@Tag("kernel")
class ForwardingSignedStateTest {
  private static final ExceptionBehaviour DEFAULT = FaultingTask.DEFAULT_64;
  private static final ExceptionBehaviour STATE = ExceptionBehaviour.STATE.with64BitCodes();
  private static final ExceptionBehaviour STATE_IDENTITY =
      ExceptionBehaviour.STATE_IDENTITY.with64BitCodes();

  private static final ThreadStateFlavour GENERAL = ThreadStateFlavour.ARM_THREAD_STATE64;
  private static final ThreadStateFlavour UNIFIED = ThreadStateFlavour.ARM_THREAD_STATE;
  private static final ThreadStateFlavour FLOATS = ThreadStateFlavour.ARM_NEON_STATE64;
  private static final long SIGNED = 0;
  private static final long PLAIN = 1;

  private final FaultingTask task = FaultingTask.onArm64();
  private final NextHandler next = NextHandler.of(task);

  private static ThreadState state(long programCounter, long signing) {
    return ThreadState.of(GENERAL, new int[GENERAL.words()])
        .with("pc", programCounter)
        .with("flags", signing);
  }

  private void set(ThreadState state) {
    task.setThreadState(state.flavour().number(), state.words());
  }

  private ThreadState get(ThreadStateFlavour flavour) {
    return ThreadState.of(flavour, task.threadState(flavour.number(), flavour.words()));
  }

  private RaisedException raise(ThreadState before, ThreadStateFlavour flavour) {
    task.handledBy(STATE_IDENTITY, flavour.number());
    set(before);
    return task.raise();
  }

  private ForwardResult relay(ExceptionHandler handler) {
    try (ExceptionMessage message = task.receive()) {
      ForwardResult result = message.relayTo(handler, Deadline.in(Duration.ofSeconds(30)));
      assertThat(result.isHandled()).isTrue();
      return result;
    }
  }

  static Stream<ThreadStateFlavour> generalRegisters() {
    return Stream.of(GENERAL, UNIFIED);
  }

  @ParameterizedTest
  @MethodSource("generalRegisters")
  void aSignedStateIsNotAnsweredWithAPlainOneAndThatIsTold(ThreadStateFlavour flavour) {
    RaisedException raised = raise(state(0x1000, SIGNED), flavour);
    next.answers(
        received -> {
          set(state(0x2000, PLAIN));
          received.replySuccess();
        });
    assertThat(relay(next.wanting(DEFAULT)).losses())
        .containsExactlyInAnyOrder(ForwardLoss.STATE_DROPPED, ForwardLoss.STATE_NOT_REFRESHED);
    FaultingTask.assertHandled(raised);
    assertThat(get(GENERAL)).isEqualTo(state(0x1000, SIGNED));
  }

  @ParameterizedTest
  @MethodSource("generalRegisters")
  void norIsItAfterAnotherStateOfTheThreadWasSet(ThreadStateFlavour flavour) {
    RaisedException raised = raise(state(0x1000, SIGNED), flavour);
    int[] floats = new int[FLOATS.words()];
    floats[3] = 77;
    next.answers(
        received -> {
          set(state(0x2000, PLAIN));
          received.replySuccess(FLOATS.number(), floats);
        });
    assertThat(relay(next.wanting(STATE, FLOATS.number())).losses())
        .contains(ForwardLoss.STATE_NOT_REFRESHED);
    FaultingTask.assertHandled(raised);
    assertThat(get(GENERAL)).isEqualTo(state(0x1000, SIGNED));
    assertThat(get(FLOATS).words()).isEqualTo(floats);
  }

  @ParameterizedTest
  @MethodSource("generalRegisters")
  void whereNothingIsSignedWhatTheHandlerDidIsNotUndone(ThreadStateFlavour flavour) {
    RaisedException raised = raise(state(0x1000, PLAIN), flavour);
    next.answers(
        received -> {
          set(state(0x2000, PLAIN));
          received.replySuccess();
        });
    assertThat(relay(next.wanting(DEFAULT)).losses()).containsExactly(ForwardLoss.STATE_DROPPED);
    FaultingTask.assertHandled(raised);
    assertThat(get(GENERAL)).isEqualTo(state(0x2000, PLAIN));
  }

  @ParameterizedTest
  @MethodSource("generalRegisters")
  void norWhereASignedStateIsReadAgain(ThreadStateFlavour flavour) {
    RaisedException raised = raise(state(0x1000, SIGNED), flavour);
    next.answers(
        received -> {
          set(state(0x2000, SIGNED));
          received.replySuccess();
        });
    assertThat(relay(next.wanting(DEFAULT)).losses()).containsExactly(ForwardLoss.STATE_DROPPED);
    FaultingTask.assertHandled(raised);
    assertThat(get(GENERAL)).isEqualTo(state(0x2000, SIGNED));
  }
}
