package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.machapi.Mach;
import org.machapi.ReceiveRight;

/** The look ends when everything else that JUnit does for a test or class has been done. */
@Timeout(120)
@ResourceLock(PortLeaks.SYSTEM_SPACE)
class LateEndTest {

  @Simulated
  @NoPortLeaks
  static class Field {
    @AutoClose private final ReceiveRight port;

    Field(Mach mach) {
      port = ReceiveRight.allocate(mach);
    }

    @Test
    void givesBack() {
      port.makeSend().close();
    }

    @Test
    void keeps() {
      port.makeSend();
    }
  }

  @Test
  void whatJUnitClosesAfterATestIsNotKept() {
    Run.Ended failed = Run.of(Field.class).onlyFailed();

    assertThat(failed.name()).isEqualTo("keeps()");
    assertThat(failed.message())
        .startsWith("1 right was not given back:")
        .contains("SendRight 0x203")
        .endsWith("0x203: DEAD_NAME 1; before: nothing");
  }

  @NoPortLeaks
  static class FieldInTheSpaceOfTheProgram {
    @AutoClose private final ReceiveRight port = ReceiveRight.allocate();

    @Test
    void givesBack() {
      port.makeSend().close();
    }
  }

  @Test
  void noMoreIsItInTheSpaceOfTheProgram() {
    assertThat(Run.of(FieldInTheSpaceOfTheProgram.class).failed()).isEmpty();
  }

  @Simulated
  @NoPortLeaks
  static class StaticField {
    @AutoClose private static @Nullable ReceiveRight port;

    @BeforeAll
    static void open(Mach mach) {
      port = ReceiveRight.allocate(mach);
    }

    @Test
    void test() {}
  }

  @Simulated
  @NoPortLeaks
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class FieldOfOneInstance {
    @AutoClose private final ReceiveRight port;

    FieldOfOneInstance(Mach mach) {
      port = ReceiveRight.allocate(mach);
    }

    @Test
    void test() {
      port.makeSend().close();
    }
  }

  @Test
  void whatJUnitClosesAfterAClassIsNotKept() {
    assertThat(Run.of(StaticField.class, FieldOfOneInstance.class).failed()).isEmpty();
  }

  /** Has a right in JUnit's store. */
  static final class HasAPort implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      ReceiveRight port = ReceiveRight.allocate();
      context.getStore(Namespace.create(HasAPort.class)).put("port", (AutoCloseable) port::close);
    }
  }

  @NoPortLeaks
  @ExtendWith(HasAPort.class)
  static class OfAnExtension {
    @Test
    void test() {}
  }

  @Test
  void whatAnExtensionHasInAStoreIsNotKept() {
    assertThat(Run.of(OfAnExtension.class).failed()).isEmpty();
  }

  /** Fails as late as a callback can. */
  static final class FailsAfterwards implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
      throw new IllegalStateException("afterwards");
    }
  }

  @Simulated
  @ExtendWith(FailsAfterwards.class)
  @NoPortLeaks
  static class FailsLate {
    @Test
    void keeps(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void theFailureOfAnotherExtensionStaysAndTheLeakIsSuppressed() {
    Throwable failure = Run.of(FailsLate.class).onlyFailed().failure();

    assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("afterwards");
    assertThat(failure.getSuppressed())
        .singleElement()
        .asString()
        .contains("1 right was not given back:");
  }

  @Simulated
  @NoPortLeaks
  static class Keeps {
    @BeforeAll
    static void open(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @Test
    void keeps(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void aRunInWhichJUnitDoesNotCloseAllStillLooks() {
    assertThat(Run.withoutClosing(Keeps.class).failed())
        .extracting(Run.Ended::name)
        .containsExactly("keeps(Mach)", "LateEndTest$Keeps");
  }
}
