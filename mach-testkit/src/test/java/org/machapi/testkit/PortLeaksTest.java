package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.census.Ledger;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.opentest4j.TestAbortedException;

/** What counts as a leak in the port space of a simulated task, and how it is told. */
@Timeout(120)
class PortLeaksTest {

  @Simulated
  @NoPortLeaks
  static class GivesBack {
    private final ReceiveRight port;

    GivesBack(Mach mach) {
      port = ReceiveRight.allocate(mach);
    }

    @Test
    void everything(Mach mach) {
      try (SendRight send = port.makeSend();
          SendRight copy = send.copy();
          ReceiveRight other = ReceiveRight.allocate(mach)) {
        assertThat(copy.name()).isEqualTo(send.name()).isNotEqualTo(other.name());
      }
    }

    @AfterEach
    void closeThePort() {
      port.close();
    }
  }

  @Test
  void aTestThatGivesEverythingBackPasses() {
    Run run = Run.of(GivesBack.class);

    assertThat(run.tests()).hasSize(1);
    assertThat(run.failed()).isEmpty();
  }

  @Simulated
  static class Keeps {
    @Test
    @NoPortLeaks
    void looked(Mach mach) {
      ReceiveRight.allocate(mach).makeSend();
    }

    @Test
    void notLooked(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void onAMethodItLooksAtThatMethodOnly() {
    assertThat(Run.of(Keeps.class).onlyFailed().name()).isEqualTo("looked(Mach)");
  }

  @Simulated
  @NoPortLeaks
  static class KeepsFromTwoPlaces {
    @Test
    void test(Mach mach) {
      SendRight send = open(mach).makeSend();
      for (int i = 0; i < 3; i++) {
        send.copy();
      }
    }

    private static ReceiveRight open(Mach mach) {
      return ReceiveRight.allocate(mach);
    }
  }

  @Test
  void theFailureNamesPlaceThreadAndWhatTheKernelCountsTheGreatestPlaceFirst() {
    assertThat(Run.of(KeepsFromTwoPlaces.class).onlyFailed().message().lines())
        .map(line -> line.replaceAll("\\.java:\\d+", ".java:LINE"))
        .containsExactly(
            "5 rights were not given back:",
            "  3 acquired at " + place(KeepsFromTwoPlaces.class, "test"),
            "    SendRight 0x203, by thread \"main\", 3 times",
            "  1 acquired at " + place(KeepsFromTwoPlaces.class, "open"),
            "    ReceiveRight 0x203, by thread \"main\"",
            "  1 acquired at " + place(KeepsFromTwoPlaces.class, "test"),
            "    SendRight 0x203, by thread \"main\"",
            "The kernel counts:",
            "    0x203: SEND 4, RECEIVE 1; before: nothing");
  }

  private static String place(Class<?> type, String method) {
    return type.getName() + "." + method + "(PortLeaksTest.java:LINE)";
  }

  @Simulated
  @NoPortLeaks
  static class KeepsAround {
    private final ReceiveRight fromTheConstructor;

    KeepsAround(Mach mach) {
      fromTheConstructor = ReceiveRight.allocate(mach);
    }

    @BeforeEach
    void before(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @Test
    void test() {}

    @AfterEach
    void after() {
      fromTheConstructor.makeSend();
    }
  }

  @Test
  void whatConstructorsAndTheMethodsAroundATestAcquireIsTheTests() {
    assertThat(Run.of(KeepsAround.class).onlyFailed().message())
        .startsWith("3 rights were not given back:")
        .contains("KeepsAround.<init>(", "KeepsAround.before(", ".after(");
  }

  @Simulated
  @NoPortLeaks
  static class KeepsWithoutRecord {
    @Test
    void rawCall(Mach mach) {
      NativeBuffer name = NativeBuffer.allocate(4);
      mach.library()
          .mach_port_allocate(
              mach.taskSelf(), PortConstants.MACH_PORT_RIGHT_PORT_SET, name.pointer());
    }

    @Test
    void message(Mach mach) {
      try (ReceiveRight port = ReceiveRight.allocate(mach);
          SendRight send = port.makeSend();
          ReceiveRight logger = ReceiveRight.allocate(mach);
          SendRight log = logger.makeSend()) {
        OutgoingMessage message = OutgoingMessage.withRoomFor(64);
        message.begin(1).copy(log);
        message.send(send, Deadline.immediate());
        MessageBuffer buffer = MessageBuffer.forMessagesOf(64);
        ReceivedMessage.receive(port, buffer, Deadline.immediate());
      }
    }

    @Test
    void observerReplaced(Mach mach) {
      Ledger.on(mach);
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void whatTheLibraryHasNoRecordOfCountsToo() {
    List<Run.Ended> failed = Run.of(KeepsWithoutRecord.class).failed();

    assertThat(failed)
        .extracting(Run.Ended::name)
        .containsExactlyInAnyOrder("rawCall(Mach)", "message(Mach)", "observerReplaced(Mach)");
    assertThat(failed)
        .extracting(Run.Ended::message)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("1 right was not given back:\n  1 without record: from a raw call"))
        .anySatisfy(message -> assertThat(message).contains(": PORT_SET 1; before: nothing"))
        .anySatisfy(message -> assertThat(message).contains(": DEAD_NAME 1; before: nothing"))
        .anySatisfy(message -> assertThat(message).contains(": RECEIVE 1; before: nothing"));
  }

  @Simulated
  static class ReleasedBehindTheLibrary {
    private static final AtomicReference<ReceiveRight> PORT = new AtomicReference<>();

    @BeforeAll
    static void open(Mach mach) {
      PORT.set(ReceiveRight.allocate(mach));
    }

    @Test
    @NoPortLeaks
    void test(Mach mach) {
      SendRight send = PORT.get().makeSend();
      mach.library().mach_port_deallocate(mach.taskSelf(), send.name());
    }
  }

  @Test
  void theKernelHasTheLastWordWhereTheRecordSaysThatARightIsStillHeld() {
    assertThat(Run.of(ReleasedBehindTheLibrary.class).failed()).isEmpty();
  }

  @Simulated
  @NoPortLeaks
  static class KeepsAtTheEnds {
    @Test
    void dead(Mach mach) {
      try (ReceiveRight port = ReceiveRight.allocate(mach)) {
        port.makeSend();
      }
    }

    @Test
    void pegged(Mach mach) {
      ReceiveRight port = ReceiveRight.allocate(mach);
      SendRight send = port.makeSend();
      mach.library()
          .mach_port_mod_refs(
              mach.taskSelf(), send.name(), PortConstants.MACH_PORT_RIGHT_SEND, 65_534);
      send.close();
      port.close();
    }
  }

  @Test
  void aRightWhosePortHasDiedIsADeadNameAndCountsOnce() {
    List<Run.Ended> failed = Run.of(KeepsAtTheEnds.class).failed();

    assertThat(failed)
        .filteredOn(one -> one.name().startsWith("dead"))
        .singleElement()
        .extracting(Run.Ended::message)
        .asString()
        .startsWith("1 right was not given back:")
        .contains("    SendRight 0x203, by thread \"main\"\n")
        .endsWith("    0x203: DEAD_NAME 1; before: nothing");
  }

  @Test
  void aCountAtItsEndIsTold() {
    List<Run.Ended> failed = Run.of(KeepsAtTheEnds.class).failed();

    assertThat(failed)
        .filteredOn(one -> one.name().startsWith("pegged"))
        .singleElement()
        .extracting(Run.Ended::message)
        .asString()
        .startsWith("65535 rights were not given back:\n  65535 without record")
        .contains("    0x203, 65535 times\n")
        .endsWith("    0x203: DEAD_NAME 65535 (pegged); before: nothing");
  }

  @Simulated(bootstrapServer = true)
  @NoPortLeaks
  static class GivesBackTooMuch {
    @Test
    void test(Mach mach) {
      int bootstrap = mach.library().bootstrap_port().get();
      mach.library().mach_port_deallocate(mach.taskSelf(), bootstrap);
    }
  }

  @Test
  void toGiveBackMoreThanWasAcquiredIsTold() {
    assertThat(Run.of(GivesBackTooMuch.class).onlyFailed().message())
        .matches(
            "1 name has fewer references than before, and none was the test's to give back:\n"
                + "    0x[0-9a-f]+: nothing; before: SEND 1");
  }

  @Simulated(bootstrapServer = true)
  @NoPortLeaks
  static class GivesBackTooMuchOfTheClass {
    @BeforeAll
    static void share(Mach mach) {
      assertThat(mach.space().names()).isNotEmpty();
    }

    @Test
    void test(Mach mach) {
      int bootstrap = mach.library().bootstrap_port().get();
      mach.library().mach_port_deallocate(mach.taskSelf(), bootstrap);
    }
  }

  @Test
  void ofATaskThatIsTheClasssTheClassIsTold() {
    Run.Ended failed = Run.of(GivesBackTooMuchOfTheClass.class).onlyFailed();
    assertThat(failed.isTest()).isFalse();
    assertThat(failed.message()).startsWith("1 name has fewer references than before");
  }

  @Simulated
  @NoPortLeaks
  static class FailsAndKeeps {
    @Test
    void failed(Mach mach) {
      ReceiveRight.allocate(mach);
      throw new IllegalStateException("on its own account");
    }

    @Test
    void failedAfterwards(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @AfterEach
    void fail(TestInfo info) {
      if (info.getDisplayName().startsWith("failedAfterwards")) {
        throw new IllegalStateException("afterwards");
      }
    }
  }

  @Test
  void aTestThatFailsKeepsItsFailureAndTheLeakIsSuppressed() {
    List<Run.Ended> failed = Run.of(FailsAndKeeps.class).failed();

    assertThat(failed).hasSize(2);
    assertThat(failed)
        .allSatisfy(
            one -> {
              assertThat(one.failure()).isInstanceOf(IllegalStateException.class);
              assertThat(one.failure().getSuppressed())
                  .singleElement()
                  .asString()
                  .contains("1 right was not given back:");
            });
  }

  @Simulated
  @NoPortLeaks
  static class AbortsAndKeeps {
    @Test
    void test(Mach mach) {
      ReceiveRight.allocate(mach);
      assumeTrue(false);
    }
  }

  @Test
  void aTestThatIsAbortedFailsForItsLeak() {
    Throwable failure = Run.of(AbortsAndKeeps.class).onlyFailed().failure();

    assertThat(failure).hasMessageStartingWith("1 right was not given back:");
    assertThat(failure.getSuppressed()).singleElement().isInstanceOf(TestAbortedException.class);
  }

  @Simulated
  @NoPortLeaks
  static class KeepsInAnotherThread {
    @Test
    void test(Mach mach) throws InterruptedException {
      Thread worker = new Thread(() -> ReceiveRight.allocate(mach), "the worker");
      worker.start();
      worker.join();
    }
  }

  @Test
  void whatAThreadOfTheTestKeepsIsToldWithItsName() {
    assertThat(Run.of(KeepsInAnotherThread.class).onlyFailed().message())
        .startsWith("1 right was not given back:")
        .contains("ReceiveRight 0x203, by thread \"the worker\"");
  }

  @Simulated
  @NoPortLeaks
  static class KeepsMany {
    @Test
    void test(Mach mach) {
      for (int i = 0; i < 250; i++) {
        ReceiveRight.allocate(mach);
      }
    }
  }

  @Test
  void aLongListIsCutAndSaysSo() {
    String message = Run.of(KeepsMany.class).onlyFailed().message();

    assertThat(message.lines()).hasSize(3 + 2 * 101);
    assertThat(message)
        .startsWith("250 rights were not given back:\n  250 acquired at ")
        .contains("\n    and 150 more\nThe kernel counts:\n")
        .endsWith("\n    and 150 more");
  }
}
