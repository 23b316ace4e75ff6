package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.SendRight;

/** What a server remembers of installations that were closed, without end and within bounds. */
@Tag("kernel")
@Timeout(30)
class EndedInstallationsTest {
  private static final ExceptionMask SYSCALL = ExceptionType.SYSCALL.mask();

  private final FaultingTask task = FaultingTask.create();
  private final EndedInstallations ended = new EndedInstallations();
  private final ExceptionTarget thread =
      new ExceptionTarget(ExceptionLevel.THREAD, task.threadPort);

  private ExceptionTarget another() {
    SendRight right = SendRight.adopt(task.mach, task.kernel.remotePort().name());
    return new ExceptionTarget(ExceptionLevel.TASK, right);
  }

  private boolean mayBeMeantBesidesTheThread(ExceptionType type) {
    try (InstalledHandler installed =
        ExceptionPorts.of(task.threadPort).install(TYPE.mask(), task.handler, DEFAULT_64)) {
      return ended.mayBeMeant(type, installed);
    }
  }

  @Test
  void whatWasForOneTargetIsNoChoiceWhereThatIsMeant() {
    assertThat(ended.mayBeMeant(TYPE, null)).isFalse();
    ended.add(thread, TYPE.mask());
    assertThat(ended.mayBeMeant(TYPE, null)).isTrue();
    assertThat(ended.mayBeMeant(ExceptionType.SYSCALL, null)).isFalse();
    assertThat(mayBeMeantBesidesTheThread(TYPE)).isFalse();
    ended.add(another(), SYSCALL);
    assertThat(mayBeMeantBesidesTheThread(TYPE)).isFalse();
    assertThat(mayBeMeantBesidesTheThread(ExceptionType.SYSCALL)).isTrue();
  }

  @Test
  void severalForOneTargetAreOne() {
    for (int i = 0; i < 2 * EndedInstallations.MOST_TARGETS; i++) {
      ended.add(thread, i == 0 ? SYSCALL : TYPE.mask());
    }
    assertThat(ended.mayBeMeant(ExceptionType.SYSCALL, null)).isTrue();
    assertThat(mayBeMeantBesidesTheThread(TYPE)).isFalse();
    assertThat(mayBeMeantBesidesTheThread(ExceptionType.SYSCALL)).isFalse();
  }

  @Test
  void ofMoreTargetsThanAreKeptOnlyTheTypesAre() {
    ended.add(thread, TYPE.mask());
    for (int i = 1; i < EndedInstallations.MOST_TARGETS; i++) {
      ended.add(another(), SYSCALL);
    }
    assertThat(mayBeMeantBesidesTheThread(TYPE)).isFalse();
    ended.add(another(), SYSCALL);
    // That it was the thread's is no longer known.
    assertThat(mayBeMeantBesidesTheThread(TYPE)).isTrue();
    assertThat(ended.mayBeMeant(ExceptionType.SOFTWARE, null)).isFalse();
  }

  @Test
  void aTargetThatItsOwnerHasClosedIsAnyOther() {
    ExceptionTarget closed = another();
    ended.add(closed, TYPE.mask());
    ((SendRight) closed.port()).close();
    ended.add(closed, TYPE.mask());
    assertThat(mayBeMeantBesidesTheThread(TYPE)).isTrue();
  }
}
