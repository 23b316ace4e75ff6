package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.DeadNameException;
import org.machapi.HostPort;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;

@Tag("kernel")
@Timeout(60)
class InstalledHandlerTest {
  private static final ExceptionType SYSCALL = ExceptionType.SYSCALL;
  private static final ExceptionMask TYPES =
      ExceptionMask.of(TYPE, SYSCALL, ExceptionType.SOFTWARE, ExceptionType.RESOURCE);

  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ports = ExceptionPorts.of(task.threadPort);

  /** Two kinds of kernel: the host's calls differ. */
  enum Kernel {
    MACOS_11 {
      @Override
      FaultingTask create() {
        return FaultingTask.create();
      }
    },
    MACOS_15 {
      @Override
      FaultingTask create() {
        return FaultingTask.onMacOs15(true);
      }
    };

    abstract FaultingTask create();
  }

  private InstalledHandler install() {
    return ports.install(TYPES, task.handler, DEFAULT_64, FLAVOUR);
  }

  /** What is set now, as the kernel says. */
  private static List<String> settings(ExceptionPorts ports) {
    List<String> settings = new ArrayList<>();
    try (ExceptionHandlers handlers = ports.get(ExceptionMask.ALL)) {
      for (ExceptionHandler handler : handlers) {
        settings.add(
            handler.mask()
                + (" " + handler.portName())
                + (" " + handler.behaviour())
                + (" " + handler.flavour()));
      }
    }
    return settings;
  }

  @Test
  void putsBackPortBehaviourAndFlavourOfEachType() {
    SendRight first = SendRight.adopt(task.mach, task.kernel.remotePort().name());
    SendRight second = SendRight.adopt(task.mach, task.kernel.remotePort().name());
    ports.set(TYPE.mask(), first, ExceptionBehaviour.STATE, FLAVOUR);
    ports.set(SYSCALL.mask(), first, DEFAULT_64, 0);
    ports.set(ExceptionType.SOFTWARE.mask(), second, ExceptionBehaviour.STATE_IDENTITY, 5);
    List<String> before = settings(ports);
    SortedMap<Integer, String> names = task.state();
    InstalledHandler installed = install();
    assertThat(settings(ports)).isNotEqualTo(before);
    assertThat(installed.before().size()).isEqualTo(4);
    installed.close();
    assertThat(settings(ports)).isEqualTo(before);
    assertThat(task.state()).isEqualTo(names);
    assertThat(installed.displaced().isEmpty()).isTrue();
  }

  @Test
  void holdsReferencesOfItsOwnAndGivesThemBack() {
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    SortedMap<Integer, String> names = task.state();
    try (InstalledHandler installed = install()) {
      // The owner's, that of the handler before, and the one that the installation holds.
      assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(3);
      assertThat(installed.before().of(TYPE).port().name()).isEqualTo(task.handler.name());
    }
    assertThat(task.state()).isEqualTo(names);
  }

  @Test
  void theHandlerCanBeClosedByItsOwnerMeanwhile() {
    InstalledHandler installed = install();
    task.handler.close();
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    installed.close();
    assertThat(installed.displaced().isEmpty()).isTrue();
    assertThat(task.port.status().hasSendRights()).isFalse();
  }

  @Test
  void putsBackThatAThreadNeverHadAHandler() {
    assertThat(settings(ports)).isEmpty();
    try (InstalledHandler installed = install()) {
      assertThat(installed.before().of(TYPE).port()).isNull();
    }
    try (ExceptionHandlers handlers = ports.get(TYPES)) {
      assertThat(handlers).allSatisfy(handler -> assertThat(handler.port()).isNull());
    }
    FaultingTask.assertBecameSignal(task.raise());
  }

  @Test
  void putsBackThatNobodyHandledAType() {
    ports.set(SYSCALL.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    List<String> before = settings(ports);
    install().close();
    assertThat(settings(ports)).isEqualTo(before);
    FaultingTask.assertBecameSignal(task.raise());
  }

  @Test
  void putsBackAHandlerThatWasDeadAlready() {
    RemotePort port = task.kernel.remotePort();
    ports.set(
        TYPE.mask(), SendRight.adopt(task.mach, port.name()), ExceptionBehaviour.STATE, FLAVOUR);
    port.die();
    List<String> before = settings(ports);
    SortedMap<Integer, String> names = task.state();
    InstalledHandler installed = install();
    assertThat(installed.before().of(TYPE).port()).isNull();
    installed.close();
    assertThat(settings(ports)).isEqualTo(before);
    assertThat(before.toString()).contains(" " + MACH_PORT_DEAD + " EXCEPTION_STATE ");
    assertThat(task.state()).isEqualTo(names);
    assertThat(installed.displaced().isEmpty()).isTrue();
  }

  @Test
  void putsBackAHandlerThatDiedMeanwhile() {
    RemotePort port = task.kernel.remotePort();
    ports.set(
        TYPE.mask(), SendRight.adopt(task.mach, port.name()), ExceptionBehaviour.STATE, FLAVOUR);
    InstalledHandler installed = install();
    port.die();
    installed.close();
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      assertThat(handlers.of(TYPE).portName()).isEqualTo(MACH_PORT_DEAD);
      assertThat(handlers.of(TYPE).behaviour()).isEqualTo(ExceptionBehaviour.STATE);
    }
    assertThat(task.kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    FaultingTask.assertBecameSignal(task.raise());
  }

  @Test
  void closingTwicePutsBackOnce() {
    InstalledHandler installed = install();
    installed.close();
    ports.set(TYPE.mask(), task.handler, DEFAULT_64, 0);
    List<String> later = settings(ports);
    task.kernel.calls().clear();
    installed.close();
    assertThat(task.kernel.calls().calls()).isEmpty();
    assertThat(settings(ports)).isEqualTo(later);
  }

  @Test
  void aHandlerThatSomebodySetMeanwhileIsDisplacedLoggedAndTold() {
    RemotePort port = task.kernel.remotePort();
    InstalledHandler installed = install();
    assertThat(installed.displaced().isEmpty()).isTrue();
    ports.set(SYSCALL.mask(), SendRight.adopt(task.mach, port.name()), DEFAULT_64, FLAVOUR);
    List<LogRecord> logged = closeAndListen(installed);
    assertThat(installed.displaced()).isEqualTo(SYSCALL.mask());
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(logged.get(0).getParameters()).contains(SYSCALL.mask());
    assertThat(task.kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    try (ExceptionHandlers handlers = ports.get(TYPES)) {
      assertThat(handlers.of(SYSCALL).port()).isNull();
    }
  }

  @Test
  void whereNobodyCameInBetweenNothingIsLogged() {
    assertThat(closeAndListen(install())).isEmpty();
  }

  @Test
  void ourHandlerWithAnotherBehaviourOrFlavourIsSomebodyElses() {
    InstalledHandler first = install();
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT, FLAVOUR);
    assertThat(closeAndListen(first)).hasSize(1);
    assertThat(first.displaced()).isEqualTo(TYPE.mask());
    InstalledHandler second = install();
    ports.set(TYPE.mask(), task.handler, DEFAULT_64, FLAVOUR + 1);
    assertThat(closeAndListen(second)).hasSize(1);
    assertThat(second.displaced()).isEqualTo(TYPE.mask());
  }

  @Test
  void aHandlerThatWasTakenAwayMeanwhileIsToldToo() {
    InstalledHandler installed = install();
    ports.set(TYPE.mask(), null, ExceptionBehaviour.NONE, 0);
    assertThat(closeAndListen(installed)).hasSize(1);
    assertThat(installed.displaced()).isEqualTo(TYPE.mask());
  }

  @Test
  void ourOwnHandlerThatDiedIsNobodyElses() {
    InstalledHandler installed = install();
    task.port.close();
    assertThat(closeAndListen(installed)).isEmpty();
    assertThat(installed.displaced().isEmpty()).isTrue();
    task.handler.close();
    assertThat(task.state().toString()).doesNotContain("DEAD_NAME");
  }

  /** Closes it, and returns what this thread wrote into the log; other tests run beside. */
  private static List<LogRecord> closeAndListen(InstalledHandler installed) {
    Logger logger = Logger.getLogger(InstalledHandler.class.getName());
    Thread own = Thread.currentThread();
    List<LogRecord> records = new ArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (Thread.currentThread() == own) {
              records.add(entry);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(listener);
    try {
      installed.close();
    } finally {
      logger.removeHandler(listener);
    }
    return records;
  }

  @Test
  void nestedInstallationsAreUndoneOneByOne() {
    ports.set(TYPES, null, ExceptionBehaviour.NONE, 0);
    List<String> before = settings(ports);
    ReceiveRight innerPort = ReceiveRight.allocate(task.mach);
    SendRight inner = innerPort.makeSend();
    InstalledHandler outer = install();
    List<String> withOuter = settings(ports);
    try (InstalledHandler second = ports.install(TYPES, inner, DEFAULT_64, 0)) {
      assertThat(second.before().of(TYPE).port().name()).isEqualTo(task.handler.name());
    }
    assertThat(settings(ports)).isEqualTo(withOuter);
    outer.close();
    assertThat(outer.displaced().isEmpty()).isTrue();
    assertThat(settings(ports)).isEqualTo(before);
  }

  @Test
  void ifTheThreadHasEndedTheRightsAreGivenBackAndNobodyIsWarned() {
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    InstalledHandler installed = install();
    task.thread.exit();
    assertThat(closeAndListen(installed)).isEmpty();
    assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(1);
    assertThat(installed.displaced().isEmpty()).isTrue();
    assertThat(installed.notRestored().isEmpty()).isTrue();
  }

  @Test
  void ifTheTaskHasEndedNobodyIsWarned() {
    SimulatedTask other = task.kernel.otherTask();
    int name =
        other.grant(
            other.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, task.kernel.task());
    try (TaskPort port = TaskPort.adopt(task.mach, name)) {
      InstalledHandler installed =
          ExceptionPorts.of(port).install(TYPES, task.handler, DEFAULT_64, FLAVOUR);
      other.terminate();
      assertThat(closeAndListen(installed)).isEmpty();
      assertThat(installed.notRestored().isEmpty()).isTrue();
    }
    assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void whatIsPutBackIsReadBack() {
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    InstalledHandler installed = install();
    task.kernel.calls().clear();
    installed.close();
    assertThat(task.kernel.calls().routines()).endsWith("mach_port_deallocate");
    assertThat(task.kernel.calls().calls("thread_get_exception_ports")).hasSize(1);
    assertThat(installed.notRestored().isEmpty()).isTrue();
  }

  @Test
  void whatSomebodySetRightAfterwardsIsFoundByReadingBackLoggedAndTold() {
    RemotePort port = task.kernel.remotePort();
    InstalledHandler installed = install();
    task.kernel
        .calls()
        .before(
            "thread_get_exception_ports",
            () ->
                TestKernel.expectSuccess(
                    "thread_set_exception_ports",
                    task.kernel
                        .raw()
                        .thread_set_exception_ports(
                            task.threadPort.name(),
                            SYSCALL.mask().bits(),
                            port.name(),
                            ExceptionBehaviour.DEFAULT.code(),
                            0)));
    List<LogRecord> logged = closeAndListen(installed);
    assertThat(installed.notRestored()).isEqualTo(SYSCALL.mask());
    assertThat(installed.displaced().isEmpty()).isTrue();
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getParameters()).contains(SYSCALL.mask());
  }

  @Test
  void whatTheKernelRefusesToPutBackIsToldAndTheRightsAreGivenBack() {
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    InstalledHandler installed = install();
    task.kernel.calls().fail("thread_swap_exception_ports", KERN_NO_ACCESS);
    task.kernel.calls().fail("thread_set_exception_ports", KERN_NO_ACCESS);
    assertThat(closeAndListen(installed)).hasSizeGreaterThan(1);
    assertThat(installed.notRestored()).isEqualTo(TYPES);
    assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadBackIsToldAsNotRestored() {
    InstalledHandler installed = install();
    task.kernel.calls().fail("thread_get_exception_ports", KERN_NO_ACCESS);
    assertThat(closeAndListen(installed)).isNotEmpty();
    assertThat(installed.notRestored()).isEqualTo(TYPES);
  }

  @Test
  void ifTheTargetWasClosedFirstCloseSaysSoAndThrowsNothing() {
    InstalledHandler installed = install();
    task.threadPort.close();
    assertThat(closeAndListen(installed))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getMessage()).contains("Keep a target open"));
    assertThat(installed.notRestored()).isEqualTo(TYPES);
    assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void aDeadHandlerCannotBeInstalledAndNothingIsChanged() {
    RemotePort port = task.kernel.remotePort();
    SendRight dead = SendRight.adopt(task.mach, port.name());
    port.die();
    List<String> before = settings(ports);
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(() -> ports.install(TYPES, dead, DEFAULT_64, 0));
    assertThat(settings(ports)).isEqualTo(before);
    assertThat(task.kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void theHandlerOfTheTaskIsPutBack(Kernel kernel) {
    FaultingTask owner = kernel.create();
    ExceptionPorts taskPorts = ExceptionPorts.of(owner.mach.task());
    List<String> before = settings(taskPorts);
    SortedMap<Integer, String> names = owner.state();
    try (InstalledHandler installed =
        taskPorts.install(TYPES, owner.handler, DEFAULT_64, FLAVOUR)) {
      assertThat(settings(taskPorts)).isNotEqualTo(before);
      assertThat(installed.before().of(TYPE).port()).isNull();
    }
    assertThat(settings(taskPorts)).isEqualTo(before);
    assertThat(owner.state()).isEqualTo(names);
  }

  @ParameterizedTest
  @EnumSource
  void theKernelsOwnHandlerOfTheHostIsPutBack(Kernel kernel) {
    FaultingTask owner = kernel.create();
    ExceptionPorts hostPorts = ExceptionPorts.of(HostPort.self(owner.mach)).evenUnprotected();
    FaultingTask.assertBecameSignal(owner.raise());
    SortedMap<Integer, String> names = owner.state();
    InstalledHandler installed =
        hostPorts.install(TYPES, owner.handler, ExceptionBehaviour.DEFAULT, 0);
    RaisedException raised = owner.raise();
    try (ExceptionMessage message = owner.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    installed.close();
    assertThat(installed.displaced().isEmpty()).isTrue();
    assertThat(owner.state()).isEqualTo(names);
    FaultingTask.assertBecameSignal(owner.raise());
  }
}
