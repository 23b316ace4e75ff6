package org.machapi.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.machapi.Garbage;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.Threads;
import org.machapi.census.Ledger;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.sim.SimulatedKernel;

/**
 * What the page about the ledger shows of the program {@code jfr view}: its titles and columns are
 * those of the events, and where the JDK has it, what it prints of a recording. Alone, since a
 * recording is of the whole process.
 */
@Isolated
@Tag("garbage")
@Timeout(120)
class JfrViewPageTest {
  private static final int FIRST_JDK_WITH_VIEW = 21;
  private static final int LIMIT_SECONDS = 50;

  /** The event, the title and the line of columns above the dashes. */
  private static final Pattern VIEW =
      Pattern.compile(
          "\\$ jfr view --width \\d+ (\\S+) \\S+\\R+ *(\\S.*)\\R\\R(.*)\\R[- ]+\\R((?:\\d.*\\R)+)");

  private final Mach mach =
      Mach.of(SimulatedKernel.create().createTask("flight").library(), "mach-sim");

  /** A view as the page has it, with one blank where there may be several. */
  private record View(String event, String title, String columns, List<String> rows) {}

  private static List<View> views(String text) {
    List<View> views = new ArrayList<>();
    Matcher matcher = VIEW.matcher(text);
    while (matcher.find()) {
      views.add(
          new View(
              matcher.group(1),
              matcher.group(2).strip(),
              words(matcher.group(3)),
              matcher.group(4).lines().map(JfrViewPageTest::words).toList()));
    }
    return views;
  }

  private static String words(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  private static List<View> onThePage() throws Exception {
    Path page = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return views(Files.readString(page.resolveSibling("docs").resolve("ledger.md")));
  }

  @Test
  void thePageShowsTwoEventsWithTheirNamesAndFields() throws Exception {
    assertThat(onThePage())
        .extracting(View::event)
        .containsExactly("org.machapi.RightLost", "org.machapi.MessageSent");
    try (Recording recording = record()) {
      for (View view : onThePage()) {
        EventType type =
            FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .filter(event -> event.getName().equals(view.event()))
                .findFirst()
                .orElseThrow();
        assertThat(view.title()).isEqualTo(type.getLabel());
        assertThat(view.columns()).isEqualTo(columns(type));
      }
      assertThat(recording.getSize()).isPositive();
    }
  }

  private static String columns(EventType type) {
    return type.getFields().stream()
        .map(ValueDescriptor::getLabel)
        .collect(Collectors.joining(" "));
  }

  @Test
  void whereTheJdkHasTheViewItPrintsTheSameTitlesAndColumns() throws Exception {
    boolean hasView = run("help").contains(" jfr view ");
    assertThat(hasView).isEqualTo(Runtime.version().feature() >= FIRST_JDK_WITH_VIEW);
    Files.createDirectories(Path.of("target"));
    Path file = Files.createTempFile(Path.of("target"), "view", ".jfr");
    try (Recording recording = record()) {
      recording.dump(file);
      for (View view : hasView ? onThePage() : List.<View>of()) {
        String command = "$ jfr view --width 250 " + view.event() + " it\n";
        String output = run("view", "--width", "250", view.event(), file.toString());
        assertThat(views(command + output)).as(output).hasSize(1);
        View printed = views(command + output).get(0);
        assertThat(printed.title()).isEqualTo(view.title());
        assertThat(printed.columns()).isEqualTo(view.columns());
        assertThat(printed.rows()).singleElement().asString().contains(" 0x203 ");
        assertThat(view.rows()).isNotEmpty().allMatch(row -> row.contains(" 0x203 "));
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Records a message that is sent, and a right that is lost. */
  private Recording record() {
    Recording recording = new Recording();
    recording.enable("org.machapi.RightLost");
    recording.enable("org.machapi.MessageSent").withoutThreshold();
    recording.start();
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      lose(port);
      OutgoingMessage.withRoomFor(64).begin(101).send(send, Deadline.immediate());
      Garbage.collectUntil(() -> !ledger.lost().isEmpty());
    }
    recording.stop();
    return recording;
  }

  private static void lose(ReceiveRight port) {
    port.makeSend();
  }

  /** Runs the program jfr of this JDK, and returns what it prints. */
  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jfr").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      Threads.Running<String> output =
          Threads.start(() -> new String(process.getInputStream().readAllBytes()));
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("jfr ends").isTrue();
      return output.await().replace("\r", "");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
