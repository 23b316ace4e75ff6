package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.HostPort;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/** A server on the host, where the handler before is the kernel's own, which makes the signals. */
@Tag("kernel")
@Timeout(30)
class HostHandlersTest {
  private final FaultingTask task = FaultingTask.onMacOs15(true);
  private final ExceptionPorts ofHost =
      ExceptionPorts.of(HostPort.self(task.mach)).evenUnprotected();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  /** Keeps a reference to the logger: one that is not referenced is lost, with what listens. */
  private final Logger logger = Logger.getLogger(ExceptionServer.class.getName());

  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          // Other tests run beside: nobody else raises this type for a server on the host.
          if (entry.getParameters() != null
              && List.of(entry.getParameters()).contains(ExceptionType.EMULATION)) {
            warnings.add(entry.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private RaisedException raise(ExceptionType type) {
    return task.kernel.task().createThread().raise(type.number(), 1, 2);
  }

  private static void assertNobodyMadeASignal(RaisedException raised) {
    assertThat(raised.outcome().handled()).isFalse();
    assertThat(raised.outcome().signal()).isZero();
  }

  @Test
  void afterItsFailureNobodyMakesASignal() {
    assertBecameSignal(raise(TYPE));
    try (ExceptionServer server =
        ExceptionServer.of(task.mach).on(TYPE, raised -> ExceptionDecision.notHandled()).start()) {
      server.install(ofHost, TYPE.mask(), DEFAULT_64);
      assertNobodyMadeASignal(answered(raise(TYPE)));
    }
    assertBecameSignal(raise(TYPE));
  }

  @Test
  void someTypesAreLeftToOthersByTheKernelsOwn() {
    ExceptionMask others =
        ExceptionMask.of(ExceptionType.GUARD, ExceptionType.CRASH, ExceptionType.CORPSE_NOTIFY);
    assertThat(handledByTheKernel(task).bits() & others.bits()).isZero();
    FaultingTask older = FaultingTask.create();
    assertThat(handledByTheKernel(older).and(others)).isEqualTo(ExceptionType.GUARD.mask());
  }

  private static ExceptionMask handledByTheKernel(FaultingTask task) {
    ExceptionPorts ports = ExceptionPorts.of(HostPort.self(task.mach));
    ExceptionMask mask = new ExceptionMask(0);
    try (ExceptionHandlers handlers = ports.get(ports.validTypes())) {
      for (ExceptionHandler handler : handlers) {
        mask = handler.isKernelObject() ? mask.or(handler.mask()) : mask;
      }
    }
    return mask;
  }

  @Test
  void thatTheKernelsOwnHandlerCannotBePassedOnToIsLoggedOnceWithAdvice() {
    logger.addHandler(listener);
    try (ExceptionServer server = ExceptionServer.of(task.mach).start()) {
      server.install(ofHost, ExceptionType.EMULATION.mask(), DEFAULT_64);
      for (int i = 0; i < 3; i++) {
        assertNobodyMadeASignal(answered(raise(ExceptionType.EMULATION)));
      }
      assertThat(server.counts()).isEqualTo(new ExceptionServerCounts(0, 3, 0, 0, 0, 0));
    } finally {
      logger.removeHandler(listener);
    }
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("on a task instead");
  }

  @Test
  void aHandlerOfTheHostThatIsAnOrdinaryPortIsPassedOnTo() {
    ofHost.set(TYPE.mask(), task.handler, DEFAULT_64);
    try (ExceptionServer server = ExceptionServer.of(task.mach).start()) {
      server.install(ofHost, TYPE.mask(), DEFAULT_64);
      RaisedException raised = raise(TYPE);
      try (ExceptionMessage message = task.receiver.receive(Deadline.in(Duration.ofSeconds(15)))) {
        message.replySuccess();
      }
      FaultingTask.assertHandled(answered(raised));
    }
    ofHost.set(TYPE.mask(), null, ExceptionBehaviour.NONE);
  }

  @Test
  void whetherItIsTheKernelsIsAskedOnce() {
    try (ExceptionHandlers before = ofHost.get(TYPE.mask())) {
      ExceptionHandler handler = before.of(TYPE);
      task.kernel.calls().clear();
      assertThat(handler.isKernelObject()).isTrue();
      assertThat(task.kernel.calls().calls()).hasSize(1);
      assertThat(handler.isKernelObject()).isTrue();
      assertThat(task.kernel.calls().calls()).hasSize(1);
    }
    ExceptionHandler nobody =
        new ExceptionHandler(TYPE.mask(), null, 0, ExceptionBehaviour.NONE, 0);
    assertThat(nobody.isKernelObject()).isFalse();
  }

  @Test
  void whatCannotBeAskedIsNotTheKernels() {
    ExceptionHandlers before = ofHost.get(TYPE.mask());
    ExceptionHandler handler = before.of(TYPE);
    before.close();
    assertThat(handler.isKernelObject()).isFalse();
  }
}
