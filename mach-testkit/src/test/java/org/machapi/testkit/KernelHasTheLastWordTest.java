package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.machapi.Mach;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.raw.PortConstants;

/** In the space of the program, too, what the kernel no longer has is not told as kept. */
@Timeout(120)
@ResourceLock(PortLeaks.SYSTEM_SPACE)
class KernelHasTheLastWordTest {

  private static void deallocate(int name) {
    Mach.system().library().mach_port_deallocate(Mach.system().taskSelf(), name);
  }

  /** A class with a port, under whose name its tests acquire more. */
  @NoPortLeaks
  abstract static class WithAPort {
    private static @Nullable ReceiveRight port;

    @BeforeAll
    static void open() {
      port = ReceiveRight.allocate();
    }

    static ReceiveRight port() {
      ReceiveRight open = port;
      if (open == null) {
        throw new AssertionError("no port");
      }
      return open;
    }

    @AfterAll
    static void close() {
      port().close();
    }
  }

  static class ReleasedBehindTheLibrary extends WithAPort {
    @Test
    void test() {
      deallocate(port().makeSend().name());
    }
  }

  @Test
  void aReferenceThatTheKernelNoLongerHasIsNotToldThoughTheNameIsStillThere() {
    assertThat(Run.of(ReleasedBehindTheLibrary.class).failed()).isEmpty();
  }

  /** As {@link ReleasedBehindTheLibrary}, where the class has a right of that kind, too. */
  static class ReleasedBesideOneOfTheClass extends WithAPort {
    private static @Nullable SendRight before;

    @BeforeAll
    static void acquire() {
      before = port().makeSend();
    }

    @Test
    void test() {
      deallocate(port().makeSend().name());
    }

    @AfterAll
    static void giveBack() {
      if (before != null) {
        before.close();
      }
    }
  }

  @Test
  void norIsItToldWhereTheClassHasOneLikeIt() {
    assertThat(Run.of(ReleasedBesideOneOfTheClass.class).failed()).isEmpty();
  }

  static class TwoOfThreeReleased extends WithAPort {
    @Test
    void test() {
      for (int i = 0; i < 3; i++) {
        port().makeSend();
      }
      deallocate(port().name());
      deallocate(port().name());
    }

    @AfterAll
    static void giveBack() {
      deallocate(port().name());
    }
  }

  @Test
  void ofSeveralAsManyAreToldAsTheKernelCounts() {
    assertThat(Run.of(TwoOfThreeReleased.class).onlyFailed().message())
        .startsWith("1 right was not given back:")
        .contains("SendRight 0x")
        .contains(": SEND 1, RECEIVE 1; before: RECEIVE 1");
  }

  @NoPortLeaks
  static class Died {
    private static int name;

    @Test
    void test() {
      try (ReceiveRight port = ReceiveRight.allocate()) {
        name = port.makeSend().name();
      }
    }

    @AfterAll
    static void giveBack() {
      deallocate(name);
    }
  }

  @Test
  void aSendRightWhosePortHasDiedIsStillThereAsADeadName() {
    assertThat(Run.of(Died.class).onlyFailed().message())
        .startsWith("1 right was not given back:")
        .contains("SendRight 0x")
        .contains(": DEAD_NAME 1; before: nothing");
  }

  @NoPortLeaks
  static class KeepsASet {
    private static int name;

    @Test
    void test() {
      name = PortSet.allocate().name();
    }

    @AfterAll
    static void giveBack() {
      Mach mach = Mach.system();
      mach.library()
          .mach_port_mod_refs(mach.taskSelf(), name, PortConstants.MACH_PORT_RIGHT_PORT_SET, -1);
    }
  }

  @Test
  void aPortSetIsCountedAsSuch() {
    assertThat(Run.of(KeepsASet.class).onlyFailed().message())
        .startsWith("1 right was not given back:")
        .contains("PortSet 0x")
        .contains(": PORT_SET 1; before: nothing");
  }

  /** A right to send once has a name of its own. */
  static class KeepsASendOnceRight extends WithAPort {
    private static int name;

    @Test
    void test() {
      name = port().makeSendOnce().name();
    }

    @AfterAll
    static void giveBack() {
      deallocate(name);
    }
  }

  @Test
  void aSendOnceRightIsCountedAsSuch() {
    assertThat(Run.of(KeepsASendOnceRight.class).onlyFailed().message())
        .startsWith("1 right was not given back:")
        .contains("SendOnceRight 0x")
        .contains(": SEND_ONCE 1; before: nothing");
  }

  static class GivesBack extends WithAPort {
    @Test
    void test() {
      try (SendRight send = port().makeSend()) {
        assertThat(send.name()).isEqualTo(port().name());
      }
    }
  }

  @Test
  void whatIsGivenBackIsNotTold() {
    assertThat(Run.of(GivesBack.class).failed()).isEmpty();
  }
}
