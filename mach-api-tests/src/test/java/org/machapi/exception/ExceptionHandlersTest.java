package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;

import java.util.Iterator;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.SendView;

@Timeout(60)
class ExceptionHandlersTest {
  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);
  private final ExceptionPorts ports = ExceptionPorts.of(task.threadPort);
  private static final ExceptionMask TWO = ExceptionMask.of(TYPE, ExceptionType.SYSCALL);

  @Test
  void eachEntryWithAPortOwnsOneReferenceEvenWhereTwoNameTheSamePort() {
    ports.set(ExceptionType.SYSCALL.mask(), task.handler, ExceptionBehaviour.STATE, FLAVOUR);
    SortedMap<Integer, String> before = task.state();
    int references = task.kernel.references(task.handler.name(), Right.SEND);
    try (ExceptionHandlers handlers = ports.get(TWO)) {
      assertThat(handlers.size()).isEqualTo(2);
      assertThat(handlers)
          .extracting(ExceptionHandler::portName)
          .containsExactly(task.handler.name(), task.handler.name());
      assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(references + 2);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void typesThatNobodyHandlesAreEntriesWithoutPort() {
    try (ExceptionHandlers handlers = ports.get(TWO)) {
      assertThat(handlers.size()).isEqualTo(2);
      ExceptionHandler nobody = handlers.of(ExceptionType.SYSCALL);
      assertThat(nobody.port()).isNull();
      assertThat(nobody.behaviour()).isEqualTo(ExceptionBehaviour.NONE);
      assertThat(nobody.flavour()).isZero();
      assertThat(nobody).hasToString("EXC_MASK_SYSCALL -> nobody");
      assertThat(handlers.of(ExceptionType.SOFTWARE)).isNull();
    }
  }

  @Test
  void aTypeThatNoMaskHasABitForIsHandledByNobody() {
    try (ExceptionHandlers handlers = ports.get(ExceptionMask.ALL)) {
      assertThat(handlers.of(new ExceptionType(TYPE.number() + 32))).isNull();
    }
  }

  @Test
  void portsAreLentUntilTheHandlersAreClosed() {
    SendView port;
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      port = handlers.of(TYPE).port();
      assertThat(port.references(Right.SEND)).isEqualTo(2);
    }
    assertThatIllegalStateException().isThrownBy(port::name);
  }

  @Test
  void aCopyOfAPortOutlivesThem() {
    SendRight copy;
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      copy = handlers.of(TYPE).port().copy();
    }
    assertThat(copy.references(Right.SEND)).isEqualTo(2);
    copy.close();
    assertThat(task.kernel.references(task.handler.name(), Right.SEND)).isEqualTo(1);
  }

  @Test
  void aHandlerThatDiesMeanwhileIsGivenBackAsADeadName() {
    RemotePort remote = task.kernel.remotePort();
    SendRight right = SendRight.adopt(task.mach, remote.name());
    ports.set(TYPE.mask(), right, DEFAULT_64, 0);
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      remote.die();
      assertThat(handlers.of(TYPE).port().isDead()).isTrue();
      assertThat(task.kernel.references(remote.name(), Right.DEAD_NAME)).isEqualTo(2);
    }
    assertThat(task.kernel.references(remote.name(), Right.DEAD_NAME)).isEqualTo(1);
  }

  @Test
  void aHandlerThatIsDeadAlreadyIsAnEntryWithoutPortAndOwnsNothing() {
    RemotePort remote = task.kernel.remotePort();
    SendRight right = SendRight.adopt(task.mach, remote.name());
    ports.set(TYPE.mask(), right, DEFAULT_64, 0);
    remote.die();
    SortedMap<Integer, String> before = task.state();
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      assertThat(handlers.of(TYPE).port()).isNull();
      assertThat(handlers.of(TYPE).behaviour()).isEqualTo(DEFAULT_64);
      assertThat(task.state()).isEqualTo(before);
    }
  }

  @Test
  void entriesCannotBeRemoved() {
    try (ExceptionHandlers handlers = ports.get(TYPE.mask())) {
      Iterator<ExceptionHandler> entries = handlers.iterator();
      entries.next();
      assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(entries::remove);
      assertThat(handlers.toString())
          .startsWith("[EXC_MASK_BREAKPOINT -> SendRight 0x")
          .contains("EXCEPTION_DEFAULT");
    }
  }
}
