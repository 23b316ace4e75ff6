package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.raw.NativeBuffer;

/** What is true of every right, of whatever class. */
@Tag("kernel")
@Timeout(60)
class PortRightTest {
  private final TestKernel kernel = TestKernel.create();
  private final ReceiveRight other = ReceiveRight.allocate(kernel.mach());

  @ParameterizedTest
  @EnumSource
  void closeGivesBackExactlyWhatTheObjectOwned(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    int name = right.name();
    assertThat(kernel.snapshot()).isNotEqualTo(before);
    kernel.calls().clear();
    right.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
    assertThat(kernel.calls().calls().get(0).argument(1)).isEqualTo(name);
    assertThat(kernel.calls().calls().get(0).result()).isEqualTo(KERN_SUCCESS);
  }

  @ParameterizedTest
  @EnumSource
  void aSecondCloseDoesNothing(RightKind kind) {
    PortRight right = kind.make(kernel);
    right.close();
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void closeAfterRelinquishDoesNothing(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    SortedMap<Integer, String> held = kernel.snapshot();
    int name = kind.relinquish(right);
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(held);
    // What was relinquished is the caller's alone, and all there is.
    kind.giveBack(kernel, name);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void closeAfterASuccessfulTransferDoesNothing(RightKind kind) {
    PortRight right = kind.make(kernel);
    SortedMap<Integer, String> held = kernel.snapshot();
    try (Transfer transfer = right.transfer()) {
      transfer.succeeded();
    }
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(held);
  }

  @ParameterizedTest
  @EnumSource
  void afterCloseEveryMethodIsRefusedAndNoCallReachesTheKernel(RightKind kind) {
    PortRight right = kind.make(kernel);
    // What an object remembers must not outlive it either.
    if (right instanceof SendRight send) {
      send.kernelObject();
    }
    right.close();
    assertEveryMethodRefuses(right, "is closed");
  }

  @ParameterizedTest
  @EnumSource
  void afterRelinquishEveryMethodIsRefusedAndNoCallReachesTheKernel(RightKind kind) {
    PortRight right = kind.make(kernel);
    if (right instanceof SendRight send) {
      send.kernelObject();
    }
    kind.relinquish(right);
    assertEveryMethodRefuses(right, "has been given away");
  }

  @ParameterizedTest
  @EnumSource
  void whileARightIsBeingGivenAwayEveryOtherUseIsRefused(RightKind kind) {
    PortRight right = kind.make(kernel);
    try (Transfer transfer = right.transfer()) {
      assertEveryMethodRefuses(right, "is being given away");
      assertThat(transfer.name()).isPositive();
    }
    assertThat(right.name()).isPositive();
    right.close();
  }

  /** Every public method by reflection, so that one which is added later is not forgotten. */
  private void assertEveryMethodRefuses(PortRight right, String why) {
    assertThat(other.name()).isPositive();
    assertThat(flavour()).as("asked once, before the calls are counted").isNotNull();
    kernel.calls().clear();
    List<Method> methods =
        Stream.of(right.getClass().getMethods())
            .filter(method -> method.getDeclaringClass() != Object.class)
            .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
            .filter(method -> !Set.of("close", "mach", "toString").contains(method.getName()))
            .toList();
    assertThat(methods).extracting(Method::getName).contains("name", "lend", "transfer", "type");
    for (Method method : methods) {
      Object[] arguments = Stream.of(method.getParameterTypes()).map(this::argument).toArray();
      assertThatIllegalStateException()
          .as(method.toString())
          .isThrownBy(() -> invoke(method, right, arguments))
          .withMessageContaining(why)
          .withMessageContaining(right.toString());
    }
    assertThat(kernel.calls().calls()).isEmpty();
  }

  private ThreadStateFlavour flavour() {
    return ThreadStateFlavour.of(kernel.mach().architecture(), 1);
  }

  private Object argument(Class<?> type) {
    if (type == Right.class) {
      return Right.SEND;
    } else if (type == ReceiveView.class) {
      return other;
    } else if (type == NativeBuffer.class) {
      return NativeBuffer.allocate(1024);
    } else if (type == int.class) {
      return 1;
    } else if (type == long.class) {
      return 0L;
    } else if (type == String.class) {
      return "render server";
    } else if (type == ThreadStateFlavour.class) {
      return flavour();
    } else if (type == ThreadState.class) {
      return ThreadState.of(flavour());
    }
    throw new AssertionError("no argument of " + type);
  }

  private static void invoke(Method method, PortRight right, Object[] arguments) throws Throwable {
    try {
      method.invoke(right, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @ParameterizedTest
  @EnumSource
  void lookingChangesNothing(RightKind kind) {
    PortRight right = kind.make(kernel);
    SortedMap<Integer, String> held = kernel.snapshot();
    assertThat(right.name()).isPositive();
    assertThat(right.mach()).isSameAs(kernel.mach());
    assertThat(right.type().bits()).isEqualTo(kernel.type(right.name()).bits());
    for (Right counted : Right.values()) {
      assertThat(right.references(counted)).isEqualTo(kernel.allReferences(right.name(), counted));
    }
    try (Loan loan = right.lend()) {
      assertThat(loan.name()).isEqualTo(right.name());
    }
    assertThat(kernel.snapshot()).isEqualTo(held);
    right.close();
  }

  @ParameterizedTest
  @EnumSource
  void textSaysClassAndNameWithoutACall(RightKind kind) {
    PortRight right = kind.make(kernel);
    String name = Integer.toHexString(right.name());
    kernel.calls().clear();
    assertThat(right).hasToString(right.getClass().getSimpleName() + " 0x" + name);
    assertThat(kernel.calls().calls()).isEmpty();
    right.close();
    assertThat(right).hasToString(right.getClass().getSimpleName() + " 0x" + name);
  }

  @ParameterizedTest
  @EnumSource
  void aRightClosesInAnotherThreadThanItWasMadeIn(RightKind kind) throws Exception {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    Threads.run(right::close);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void twoObjectsOfOneNameOwnOneReferenceEach() {
    RemotePort port = kernel.remotePort();
    SendRight first = SendRight.adopt(kernel.mach(), port.name());
    SendRight second = first.copy();
    assertThat(second.name()).isEqualTo(first.name());
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(2);
    first.close();
    first.close();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    assertThat(second.references(Right.SEND)).isEqualTo(1);
    second.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aRefusedReleaseThrowsNothingAndIsToldToTheObserver() {
    RecordingObserver observer = new RecordingObserver();
    kernel.mach().observe(observer);
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    kernel.deallocate(right.name());
    right.close();
    assertThat(observer.events)
        .containsExactly(
            "acquired SendRight " + Integer.toHexString(nameOf(right)),
            "released KERN_INVALID_NAME (15)");
  }

  private static int nameOf(PortRight right) {
    return Integer.parseInt(right.toString().replaceAll(".* 0x", ""), 16);
  }

  @ParameterizedTest
  @EnumSource
  void theObserverIsToldOfAcquisitionAndRelease(RightKind kind) {
    RecordingObserver observer = new RecordingObserver();
    kernel.mach().observe(observer);
    PortRight right = kind.make(kernel);
    String name = Integer.toHexString(right.name());
    right.close();
    right.close();
    assertThat(observer.events)
        .containsExactly(
            "acquired " + right.getClass().getSimpleName() + " " + name,
            "released KERN_SUCCESS (0)");
  }

  @ParameterizedTest
  @EnumSource
  void theObserverIsToldWhenARightIsGivenAway(RightKind kind) {
    RecordingObserver observer = new RecordingObserver();
    kernel.mach().observe(observer);
    PortRight right = kind.make(kernel);
    String name = Integer.toHexString(right.name());
    kind.relinquish(right);
    right.close();
    assertThat(observer.events)
        .containsExactly("acquired " + right.getClass().getSimpleName() + " " + name, "given away");
  }

  @Test
  void theRefusalAfterCloseSaysWhatTheObserverKnows() {
    kernel.mach().observe(new RecordingObserver());
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    right.close();
    assertThatIllegalStateException()
        .isThrownBy(right::name)
        .withMessageContaining(RecordingObserver.DESCRIPTION);
  }

  @Test
  void whatWasAcquiredBeforeStaysWithTheObserverOfThatTime() {
    RecordingObserver first = new RecordingObserver();
    RecordingObserver second = new RecordingObserver();
    kernel.mach().observe(first);
    SendRight right = SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    kernel.mach().observe(second);
    right.close();
    kernel.mach().observe(null);
    DeadName.adopt(kernel.mach(), kernel.newDeadName()).close();
    assertThat(first.events).hasSize(2);
    assertThat(second.events).isEmpty();
  }
}
