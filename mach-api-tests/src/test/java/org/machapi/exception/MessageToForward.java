package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/** A message to be handed on, the handler that it is handed to, and a look at what is left. */
abstract class MessageToForward {
  static final ExceptionBehaviour STATE_IDENTITY =
      ExceptionBehaviour.STATE_IDENTITY.with64BitCodes();
  static final ExceptionBehaviour PROTECTED =
      ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();

  final FaultingTask task = FaultingTask.onMacOs15(true);
  final NextHandler next = NextHandler.of(task);
  SortedMap<Integer, String> quiet;
  RaisedException raised;

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  ExceptionMessage raise(ExceptionBehaviour ours) {
    task.handledBy(ours);
    quiet = task.state();
    raised = task.raise();
    return task.receive();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    if (quiet != null) {
      assertThat(task.state()).isEqualTo(quiet);
    }
  }
}
