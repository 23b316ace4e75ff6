package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchCommandTest {
  private static final int CTRL_C = 3;

  @Test
  void eachLookAddsWhatTheProgramLeaked() {
    Tool tool = new Tool();
    Tool.Outcome outcome = tool.with("watch", "--demo", "--count", "3", "--interval", "1.5");
    assertThat(outcome.status()).isZero();
    assertThat(tool.pauses).as("no pause behind the last look").containsExactly(1500L, 1500L);
    List<String> totals =
        outcome.lines().stream().filter(line -> line.startsWith("12:00:00")).toList();
    assertThat(totals).hasSize(1 + 2 + 3);
    assertThat(totals.get(0)).matches("12:00:00 +28 +1 +30 +0 +0");
    assertThat(totals.get(5)).matches("12:00:00 +30 +1 +80 +\\+25 +\\+50");
    assertThat(outcome.out()).contains("+30       0     30  ThreadPort");
  }

  @Test
  void theHistoryHasTheLastLooksOnly() {
    List<String> lines = new Tool().with("watch", "--demo", "--count", "20", "--rows", "1").lines();
    List<String> last = lines.subList(lines.size() - 25, lines.size());
    assertThat(last.stream().filter(line -> line.startsWith("12:00:00"))).hasSize(8);
    assertThat(lines).contains("and 1 place more", "and 1 name more");
  }

  @Test
  void somebodyWhoInterruptsEndsIt() {
    Surroundings.Pauses interrupted =
        milliseconds -> {
          throw new InterruptedException();
        };
    try (PlainScreen screen =
        new PlainScreen(new java.io.PrintWriter(new java.io.StringWriter()), interrupted)) {
      assertThat(screen.pause(1)).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void inATerminalTheTableIsRedrawnUntilSomebodyPressesQ() throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(keys)) {
      keys.write(new byte[] {'x', 'q'});
      Tool tool = new Tool().on(terminal(in, screen));
      Tool.Outcome outcome = tool.with("watch", "--demo", "--interval", "30", "--debug");
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.out()).isEmpty();
      assertThat(tool.pauses).isEmpty();
    }
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Since the first look:");
  }

  @Test
  void controlCEndsItAsQDoesAndTheTerminalIsAsBefore() throws Exception {
    try (PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(keys)) {
      // Pressed when the screen shows the first thing.
      ByteArrayOutputStream screen =
          new ByteArrayOutputStream() {
            @Override
            public synchronized void write(int shown) {
              try {
                if (size() == 0) {
                  keys.write(CTRL_C);
                  keys.flush();
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              super.write(shown);
            }
          };
      Terminal terminal = terminal(in, screen);
      String before = terminal.getAttributes().toString();
      Tool.Outcome outcome =
          new Tool().on(terminal).with("watch", "--demo", "--interval", "50", "--count", "2");
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(terminal.getAttributes()).hasToString(before);
      assertThat(screen.toString(StandardCharsets.UTF_8))
          .as("one look")
          .contains("Nothing changed.")
          .doesNotContain("+25");
    }
  }

  @Test
  void aTerminalThatIsClosedEndsIt() throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    Tool tool = new Tool().on(terminal(in(""), screen));
    Tool.Outcome outcome = tool.with("watch", "--demo", "--interval", "30", "--debug");
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  @Test
  void aTerminalWithoutEscapesIsEnough() throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    Terminal dumb = new DumbTerminal("test", "dumb", in("q"), screen, StandardCharsets.UTF_8);
    dumb.setSize(new Size(100, 40));
    assertThat(new Tool().on(dumb).with("watch", "--demo").status()).isZero();
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains("30 references");
  }

  @Test
  void aSourceThatVanishesEndsItWithTheReason() {
    Tool.Outcome outcome = Tool.run("watch", "none", "--count", "2");
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("There is no file none");
  }

  @Test
  void standardInputCannotBeLookedAtAgain() {
    Tool.Outcome outcome =
        new Tool().reading(Tool.json(Tool.demo())).with("watch", "-", "--count", "1");
    assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(outcome.err()).contains("Standard input can be looked at only once");
  }

  @Test
  void intervalsThatMakeNoSenseAreRefused() {
    for (String interval : List.of("0", "-1", "1e9", "NaN", "x")) {
      assertThat(Tool.run("watch", "--demo", "--interval=" + interval).status())
          .as(interval)
          .isEqualTo(ExitStatus.USAGE);
    }
    assertThat(Tool.run("watch", "--demo", "--count=-1").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(Tool.run("watch", "--demo", "--rows=0").status()).isEqualTo(ExitStatus.USAGE);
  }

  private static InputStream in(String keys) {
    return new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
  }

  private static Terminal terminal(InputStream keys, ByteArrayOutputStream screen)
      throws Exception {
    Terminal terminal = new ExternalTerminal("test", "xterm", keys, screen, StandardCharsets.UTF_8);
    terminal.setSize(new Size(120, 40));
    return terminal;
  }
}
