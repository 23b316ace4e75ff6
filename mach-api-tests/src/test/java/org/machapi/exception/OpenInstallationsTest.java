package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.ChildJvm;
import org.machapi.Threads;

/** What an orderly end of the JVM does to handlers that are still installed. */
@Timeout(120)
class OpenInstallationsTest {
  private final List<Thread> hooks = new ArrayList<>();
  private final OpenInstallations installations = new OpenInstallations(hooks::add);
  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ports = ExceptionPorts.of(task.threadPort);

  private InstalledHandler install(ExceptionType type) {
    return ports.install(type.mask(), task.handler, DEFAULT_64);
  }

  /** Who handles a type now, as the kernel says; null if nobody does. */
  private Integer handler(ExceptionType type) {
    try (ExceptionHandlers handlers = ports.get(type.mask())) {
      ExceptionHandler handler = handlers.of(type);
      return handler == null || handler.port() == null ? null : handler.portName();
    }
  }

  @Test
  void oneHookIsRegisteredWithTheFirstInstallationAndNoOther() {
    assertThat(hooks).isEmpty();
    installations.prepare();
    installations.prepare();
    assertThat(hooks).containsExactly(installations.hook());
  }

  @Test
  void theHookUndoesWhatIsOpenTheLatestFirst() {
    installations.prepare();
    InstalledHandler first = install(TYPE);
    InstalledHandler second = install(TYPE);
    InstalledHandler other = install(ExceptionType.SYSCALL);
    for (InstalledHandler each : List.of(first, second, other)) {
      assertThat(installations.add(each)).isTrue();
    }
    assertThat(handler(TYPE)).isEqualTo(task.handler.name());
    installations.hook().run();
    assertThat(handler(TYPE)).isNull();
    assertThat(handler(ExceptionType.SYSCALL)).isNull();
    // Had the first been undone before the second, its handler would have come back.
    assertThat(first.displaced().isEmpty()).isTrue();
    assertThat(first.notRestored().isEmpty()).isTrue();
    task.kernel.calls().clear();
    first.close();
    second.close();
    other.close();
    assertThat(task.kernel.calls().routines()).containsOnly("mach_port_deallocate");
  }

  @Test
  void whatIsClosedIsForgotten() {
    installations.prepare();
    InstalledHandler installed = install(TYPE);
    installations.add(installed);
    assertThat(installations.size()).isEqualTo(1);
    installations.remove(installed);
    assertThat(installations.size()).isZero();
    installed.close();
  }

  @Test
  void onceTheJvmShutsDownNothingMoreIsInstalled() {
    installations.prepare();
    installations.hook().run();
    assertThatIllegalStateException()
        .isThrownBy(installations::prepare)
        .withMessageContaining("shutting down");
    InstalledHandler installed = install(TYPE);
    assertThat(installations.add(installed)).isFalse();
    installed.close();
  }

  @Test
  void anInstallationThatIsClosedByItsOwnerAtTheSameMomentKeepsItsRightsUntilAllIsPutBack()
      throws Exception {
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT);
    InstalledHandler installed = install(TYPE);
    List<Threads.Running<Void>> closing = new ArrayList<>();
    task.kernel
        .calls()
        .before(
            "thread_swap_exception_ports",
            () -> {
              Threads.Running<Void> owner =
                  Threads.start(
                      () -> {
                        installed.close();
                        return null;
                      });
              owner.awaitStopIn("undo");
              assertThat(owner.result().isDone()).isFalse();
              closing.add(owner);
            });
    installed.undo();
    closing.get(0).await();
    assertThat(closing).hasSize(1);
    assertThat(installed.notRestored().isEmpty()).isTrue();
    assertThat(handler(TYPE)).isEqualTo(task.handler.name());
  }

  @Test
  void whatIsBeingPutBackIsRememberedUntilItIsSoThatAHookWaitsForIt() {
    InstalledHandler installed = install(TYPE);
    List<Boolean> remembered = new ArrayList<>();
    task.kernel
        .calls()
        .before(
            "thread_swap_exception_ports",
            () -> remembered.add(OpenInstallations.all().has(installed)));
    installed.close();
    assertThat(remembered).containsExactly(true);
    assertThat(OpenInstallations.all().has(installed)).isFalse();
  }

  @Test
  void anOrderlyExitLeavesNoHandlerBehind() throws Exception {
    assertThat(ChildJvm.outputOf(ExitWithHandler.class))
        .contains("installed: true")
        .contains("after the hook: false");
  }

  @Test
  void exceptionsOfAnOrderlyExitAreAnsweredAndLeaveNothing() throws Exception {
    assertThat(ChildJvm.outputOf(ExitWhileServing.class))
        .contains("late waits: false")
        .contains("running handled: true")
        .contains("pending handled: true")
        .contains("nothing left: true");
  }

  @Test
  void anInstallationThatComesTooLateForTheHookIsUndone() throws Exception {
    assertThat(ChildJvm.outputOf(InstallWhileEnding.class))
        .contains("refused: true")
        .contains("nothing left: true")
        .contains("handled: false");
  }
}
