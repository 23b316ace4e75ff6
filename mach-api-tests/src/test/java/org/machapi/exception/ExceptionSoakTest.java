package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.IpcSpace;
import org.machapi.MachThread;
import org.machapi.Task;
import org.machapi.ThreadPort;
import org.machapi.census.Holding;
import org.machapi.census.Ledger;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/**
 * More exceptions than a name can count references: 70,000, where the count ends at 65,535. One
 * lost reference in each of them would show long before that.
 */
@Tag("kernel")
@Timeout(120)
class ExceptionSoakTest {
  private static final int EXCEPTIONS = 70_000;
  private static final int STEP = 10_000;

  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);

  @Test
  void whatIsClosedLeavesReferencesNamesAndMemoryWhereTheyWere() {
    SortedMap<Integer, String> before = task.state();
    long mapped = task.kernel.task().mappedBytes();
    int[] registers = task.threadState();
    for (int i = 1; i <= EXCEPTIONS; i++) {
      RaisedException raised = task.raise(i, -i);
      try (ExceptionMessage message = task.receive()) {
        assertThat(message.codes()).containsExactly((long) i, (long) -i);
        end(message, i);
      }
      assertEnded(raised, i);
      if (i % STEP == 0) {
        assertThat(task.state()).as("after %,d exceptions", i).isEqualTo(before);
      }
    }
    assertThat(task.threadState()).isEqualTo(registers);
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(mapped);
  }

  /** Three ways to be done with a message: an answer, both rights taken out besides, nothing. */
  private static void end(ExceptionMessage message, int number) {
    switch (number % 3) {
      case 0 -> message.replySuccess();
      case 1 -> {
        message.replyFailure();
        message.takeThread().close();
        message.takeTask().close();
      }
      default -> {
        // Closed without an answer, which is one.
      }
    }
  }

  private static void assertEnded(RaisedException raised, int number) {
    if (number % 3 == 0) {
      FaultingTask.assertHandled(raised);
    } else {
      FaultingTask.assertBecameSignal(raised);
    }
  }

  @Test
  void whatIsTakenAndNotClosedIsCountedToTheEndAndTheLedgerNamesTheLine() {
    Ledger ledger = Ledger.on(task.mach);
    int threadBefore = task.threadReferences();
    int taskBefore = task.taskReferences();
    for (int i = 1; i <= EXCEPTIONS; i++) {
      task.raise();
      try (ExceptionMessage message = task.receive()) {
        message.replySuccess();
        forget(message.takeThread());
      }
      if (i == STEP) {
        assertThat(task.threadReferences()).isEqualTo(threadBefore + STEP);
      }
    }
    assertThat(task.threadReferences()).isEqualTo(IpcSpace.MAX_USER_REFERENCES);
    assertThat(task.taskReferences()).isEqualTo(taskBefore);
    assertThat(ledger.held())
        .hasSize(EXCEPTIONS)
        .allSatisfy(
            holding ->
                assertThat(holding.site()).contains("whatIsTakenAndNotClosedIsCountedToTheEnd"));
  }

  private static void forget(ThreadPort thread) {
    assertThat(thread).isNotNull();
  }

  @Test
  void theLedgerNamesTheLineOfWhatIsNotClosed() {
    Ledger ledger = Ledger.on(task.mach);
    task.raise();
    ExceptionMessage message = task.receiver.receive(Deadline.immediate());
    message.replySuccess();

    List<Holding> held = ledger.held();
    assertThat(held).extracting(Holding::type).contains("ThreadPort", "TaskPort");
    assertThat(held)
        .allSatisfy(
            holding ->
                assertThat(holding.site())
                    .contains("ExceptionSoakTest.theLedgerNamesTheLineOfWhatIsNotClosed"));

    message.close();
    assertThat(ledger.held()).isEmpty();
  }

  @Test
  void aRightThatWasTakenIsOnTheAccountOfWhoTookIt() {
    Ledger ledger = Ledger.on(task.mach);
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      MachThread thread = message.thread();
      Task raiser = message.task();
      assertThat(thread).isNotNull();
      assertThat(raiser).isNotNull();
      message.replySuccess();
      taken(message);
    }
    assertThat(ledger.held())
        .singleElement()
        .satisfies(holding -> assertThat(holding.site()).contains("ExceptionSoakTest.taken"));
  }

  private static void taken(ExceptionMessage message) {
    assertThat(message.takeThread()).isNotNull();
  }
}
