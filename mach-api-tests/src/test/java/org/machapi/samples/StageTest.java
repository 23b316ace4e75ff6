package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Right;
import org.machapi.Task;
import org.machapi.TestKernel;
import org.machapi.exception.ExceptionType;
import org.machapi.message.AuditToken;
import org.machapi.message.Deadline;

/** What the samples about exceptions play on. */
@Tag("kernel")
@Timeout(60)
class StageTest {
  private final TestKernel kernel = TestKernel.create();

  /** A child that does nothing but what it is told here. */
  private static final class IdleChild implements Child {
    private final boolean canStart;
    private boolean ended;

    IdleChild(boolean canStart) {
      this.canStart = canStart;
    }

    @Override
    public void start() {
      if (!canStart) {
        throw new IllegalStateException("there is no such program");
      }
    }

    @Override
    public Outcome raise(Task task, ExceptionType type, long code, long subcode) {
      throw new AssertionError();
    }

    @Override
    public void crash() {
      throw new AssertionError();
    }

    @Override
    public boolean mayRaise(AuditToken sender) {
      throw new AssertionError();
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public String describe() {
      return "idle";
    }
  }

  @Test
  void aChildThatDoesNotReportIsEndedAndNothingIsLeft() {
    SortedMap<Integer, String> before = kernel.snapshot();
    IdleChild child = new IdleChild(true);
    assertThatIllegalStateException()
        .isThrownBy(() -> Stage.open(kernel.mach(), child, Deadline.immediate()))
        .withMessage("the child has not reported");
    assertThat(child.ended).isTrue();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aChildThatCannotBeStartedLeavesNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    IdleChild child = new IdleChild(false);
    assertThatIllegalStateException()
        .isThrownBy(() -> Stage.open(kernel.mach(), child, Deadline.immediate()))
        .withMessage("there is no such program");
    assertThat(child.ended).isTrue();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void holdsOneReferenceToTheChildAndEndsItWhenItIsClosed() {
    SortedMap<Integer, String> before = kernel.snapshot();
    PlayedChild child = new PlayedChild(kernel, PlayedChild.Raising.BY_THE_KERNEL);
    Stage stage = Stage.open(kernel.mach(), child, Deadline.immediate());
    assertThat(kernel.references(stage.task().name(), Right.SEND)).isEqualTo(1);
    try (var watched = stage.task().copy()) {
      stage.close();
      assertThat(child.hasEnded()).isTrue();
      assertThat(watched.isDead()).isTrue();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void anExceptionThatNobodyHandlesBecomesASignal() {
    PlayedChild child = new PlayedChild(kernel, PlayedChild.Raising.BY_THE_KERNEL);
    try (Stage stage = Stage.open(kernel.mach(), child, Deadline.immediate())) {
      assertThat(stage.raise(ExceptionType.BREAKPOINT, 2, 0).join().text())
          .isEqualTo("nobody has handled it, so it becomes signal 5");
    }
  }

  @Test
  void aRehearsalFindsNobodyWhereNobodyHandlesIt() {
    PlayedChild child = new PlayedChild(kernel, PlayedChild.Raising.REHEARSED);
    try (Stage stage = Stage.open(kernel.mach(), child, Deadline.immediate())) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThat(stage.raise(ExceptionType.BREAKPOINT, 2, 0).join())
          .isEqualTo(new Outcome("nobody handles it", null));
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }
}
