package org.machapi.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.machapi.ChildJvm;
import org.machapi.Garbage;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerLevel;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.sim.SimulatedKernel;

/**
 * Records what the library does, and reads the recording. Alone, since a recording is of the whole
 * process.
 */
@Isolated
@Tag("garbage")
@Timeout(120)
class FlightEventsTest {
  private static final String ACQUIRED = "org.machapi.RightAcquired";
  private static final String RELEASED = "org.machapi.RightReleased";
  private static final String LOST = "org.machapi.RightLost";
  private static final String SENT = "org.machapi.MessageSent";
  private static final String RECEIVED = "org.machapi.MessageReceived";
  private static final String EXCEPTION = "org.machapi.ExceptionReceived";
  private static final Set<String> ALL =
      Set.of(ACQUIRED, RELEASED, LOST, SENT, RECEIVED, EXCEPTION);

  private final Mach mach =
      Mach.of(SimulatedKernel.create().createTask("flight").library(), "mach-sim");

  private interface Action {
    void run() throws Exception;
  }

  private static List<RecordedEvent> record(Set<String> enabled, Action action) throws Exception {
    try (Recording recording = new Recording()) {
      enabled.forEach(recording::enable);
      return read(recording, action);
    }
  }

  private static List<RecordedEvent> read(Recording recording, Action action) throws Exception {
    recording.start();
    action.run();
    recording.stop();
    Files.createDirectories(Path.of("target"));
    Path file = Files.createTempFile(Path.of("target"), "flight", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> ALL.contains(event.getEventType().getName()))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  private static String name(int name) {
    return "0x" + Integer.toHexString(name);
  }

  @Test
  void acquisitionAndReleaseAreWrittenWithTheStackThatDidIt() throws Exception {
    int[] port = new int[1];
    List<RecordedEvent> events =
        record(
            Set.of(ACQUIRED, RELEASED),
            () -> {
              try (ReceiveRight right = ReceiveRight.allocate(mach)) {
                port[0] = right.name();
              }
            });
    assertThat(events).hasSize(2);
    RecordedEvent acquired = events.get(0);
    assertThat(acquired.getEventType().getName()).isEqualTo(ACQUIRED);
    assertThat(acquired.getString("type")).isEqualTo("ReceiveRight");
    assertThat(acquired.getString("name")).isEqualTo(name(port[0]));
    assertThat(acquired.getStackTrace().getFrames())
        .anySatisfy(
            frame ->
                assertThat(frame.getMethod().getType().getName())
                    .isEqualTo(FlightEventsTest.class.getName()));
    RecordedEvent released = events.get(1);
    assertThat(released.getEventType().getName()).isEqualTo(RELEASED);
    assertThat(released.getString("type")).isEqualTo("ReceiveRight");
    assertThat(released.getString("name")).isEqualTo(name(port[0]));
    assertThat(released.getBoolean("givenAway")).isFalse();
    assertThat(released.getInt("kernelReturn")).isZero();
    assertThat(released.getThread().getJavaName()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void whatIsGivenAwayAndWhatTheKernelRefusesIsToldApart() throws Exception {
    List<RecordedEvent> events =
        record(
            Set.of(RELEASED),
            () -> {
              try (ReceiveRight port = ReceiveRight.allocate(mach)) {
                int name = port.makeSend().relinquish();
                mach.library().mach_port_deallocate(mach.taskSelf(), name);
                SendRight.adoptUnchecked(mach, name).close();
              }
            });
    assertThat(events)
        .extracting(event -> event.getBoolean("givenAway"), event -> event.getInt("kernelReturn"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, 0),
            org.assertj.core.groups.Tuple.tuple(false, 17),
            org.assertj.core.groups.Tuple.tuple(false, 0));
  }

  @Test
  void messagesAreWrittenWhenTheyAreSentAndWhenTheyArrive() throws Exception {
    int[] port = new int[1];
    List<RecordedEvent> events =
        record(
            Set.of(SENT, RECEIVED),
            () -> {
              try (ReceiveRight right = ReceiveRight.allocate(mach);
                  SendRight to = right.makeSend()) {
                port[0] = right.name();
                OutgoingMessage message = OutgoingMessage.withRoomFor(64);
                message.begin(1234);
                message.send(to, Deadline.immediate());
                MessageBuffer buffer = MessageBuffer.forMessagesOf(256);
                ReceivedMessage.receive(right, buffer, Deadline.immediate()).close();
                // Nothing arrives here, so nothing is written.
                assertThat(ReceivedMessage.receive(right, buffer, Deadline.immediate())).isNull();
              }
            });
    assertThat(events).hasSize(2);
    RecordedEvent sent = events.get(0);
    assertThat(sent.getEventType().getName()).isEqualTo(SENT);
    assertThat(sent.getString("destination")).isEqualTo(name(port[0]));
    assertThat(sent.getInt("messageId")).isEqualTo(1234);
    assertThat(sent.getInt("size")).isEqualTo(24);
    assertThat(sent.getInt("kernelReturn")).isZero();
    assertThat(sent.getDuration()).isGreaterThanOrEqualTo(Duration.ZERO);
    RecordedEvent received = events.get(1);
    assertThat(received.getEventType().getName()).isEqualTo(RECEIVED);
    assertThat(received.getString("port")).isEqualTo(name(port[0]));
    assertThat(received.getInt("messageId")).isEqualTo(1234);
    assertThat(received.getInt("size")).isEqualTo(24);
    assertThat(received.getInt("sender")).isEqualTo(mach.task().pid());
    assertThat(received.getInt("kernelReturn")).isZero();
  }

  @Test
  void aMessageThatCannotBeSentIsWrittenWithTheReason() throws Exception {
    List<RecordedEvent> events =
        record(
            Set.of(SENT),
            () -> {
              try (ReceiveRight right = ReceiveRight.allocate(mach, 0);
                  SendRight to = right.makeSend()) {
                OutgoingMessage message = OutgoingMessage.withRoomFor(64);
                message.begin(1);
                message.send(to, Deadline.immediate());
              } catch (MachException e) {
                assertThat(e.kernReturn().symbol()).isEqualTo("MACH_SEND_TIMED_OUT");
              }
            });
    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.getInt("kernelReturn")).isEqualTo(0x10000004));
  }

  @Test
  void ofShortEventsNothingIsWrittenBelowTheThreshold() throws Exception {
    List<RecordedEvent> events;
    try (Recording recording = new Recording()) {
      recording.enable(SENT).withThreshold(Duration.ofHours(1));
      events =
          read(
              recording,
              () -> {
                try (ReceiveRight right = ReceiveRight.allocate(mach);
                    SendRight to = right.makeSend()) {
                  OutgoingMessage message = OutgoingMessage.withRoomFor(64);
                  message.begin(1);
                  message.send(to, Deadline.immediate());
                }
              });
    }
    assertThat(events).isEmpty();
  }

  @Test
  void whatIsLostIsWrittenUnlessSomebodyTurnsItOff() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    List<RecordedEvent> events;
    // As a user would start it, with the settings of the JDK, which do not know our events.
    try (Recording recording = new Recording(Configuration.getConfiguration("default"));
        ReceiveRight port = ReceiveRight.allocate(mach)) {
      events =
          read(
              recording,
              () -> {
                lose(port);
                Garbage.collectUntil(() -> !ledger.lost().isEmpty());
                // The log comes first, then the event, then the count of the next.
                lose(port);
                Garbage.collectUntil(() -> ledger.lost().get(0).count() == 2);
              });
      assertThat(events).extracting(event -> event.getEventType().getName()).containsExactly(LOST);
      RecordedEvent lost = events.get(0);
      assertThat(lost.getString("type")).isEqualTo("SendRight");
      assertThat(lost.getString("name")).isEqualTo(name(port.name()));
      assertThat(lost.getString("site")).contains("FlightEventsTest.lose(");
      assertThat(lost.getString("acquiredBy")).isEqualTo(Thread.currentThread().getName());
      assertThat(lost.getString("lastUse")).isNull();
    }
  }

  @Test
  void whatTheLedgerGivesBackIsReleasedToo() throws Exception {
    Ledger ledger = Ledger.on(mach, LedgerLevel.ALL);
    ledger.setReleasingLost(true);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      List<RecordedEvent> events =
          record(
              Set.of(RELEASED, LOST),
              () -> {
                lose(port);
                lose(port);
                // The second is counted after the first has been reported.
                Garbage.collectUntil(
                    () -> !ledger.lost().isEmpty() && ledger.lost().get(0).count() == 2);
              });
      assertThat(events)
          .extracting(event -> event.getEventType().getName())
          .containsExactly(RELEASED, LOST, RELEASED);
      RecordedEvent released = events.get(0);
      assertThat(released.getString("type")).isEqualTo("SendRight");
      assertThat(released.getString("name")).isEqualTo(name(port.name()));
      assertThat(released.getBoolean("givenAway")).isFalse();
      assertThat(released.getInt("kernelReturn")).isZero();
    }
  }

  private static void lose(ReceiveRight port) {
    port.makeSend();
  }

  @Test
  void aStreamSeesTheEventsWhileTheProgramRuns() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable(ACQUIRED);
      stream.onEvent(ACQUIRED, event -> seen.countDown());
      stream.startAsync();
      ReceiveRight.allocate(mach).close();
      assertThat(seen.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void allEventsAreKnownWithTheirDefaultsAsSoonAsTheRecorderStarts() {
    assertThat(Flight.isOn()).isEqualTo(FlightRecorder.isInitialized());
    List<EventType> types =
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .filter(type -> type.getName().startsWith("org.machapi."))
            .toList();
    assertThat(Flight.isOn()).isTrue();
    assertThat(types).extracting(EventType::getName).containsExactlyInAnyOrderElementsOf(ALL);
    Set<String> onByDefault = new TreeSet<>();
    for (EventType type : types) {
      assertThat(type.getCategoryNames()).first().isEqualTo("Mach");
      assertThat(type.getLabel()).isNotBlank();
      assertThat(type.getDescription()).isNotBlank();
      type.getSettingDescriptors().stream()
          .filter(setting -> setting.getName().equals("enabled"))
          .filter(setting -> setting.getDefaultValue().equals("true"))
          .forEach(setting -> onByDefault.add(type.getName()));
    }
    assertThat(onByDefault).containsExactly(LOST);
  }

  @Test
  void aListenerOfTheRecorderMayTakeRightsWhileAnotherThreadTakesItsFirst() throws Exception {
    assertThat(ChildJvm.outputOf(RightsWhileTheRecorderStarts.class))
        .contains("taken by another thread")
        .contains("taken by the listener")
        .contains("events: true");
  }

  @Test
  void theGuideListsTheEventsAndTheirFields() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    String guide = Files.readString(root.resolve("docs/ledger.md"));
    for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
      if (ALL.contains(type.getName())) {
        String row =
            guide
                .lines()
                .filter(line -> line.startsWith("| `" + type.getName() + "`"))
                .collect(Collectors.joining());
        assertThat(row).as(type.getName()).isNotEmpty();
        type.getFields().stream()
            .map(field -> field.getName())
            .filter(
                field ->
                    !Set.of("startTime", "duration", "eventThread", "stackTrace").contains(field))
            .forEach(field -> assertThat(row).contains("`" + field + "`"));
      }
    }
  }
}
