package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WatchCommandTest {
  private static final String LEFT = "\u001b[?1049l";

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

  /** A screen; when something is shown on it, keys are pressed. */
  private static final class Screen extends ByteArrayOutputStream {
    private final String shown;
    private final String pressed;
    private final PipedOutputStream keys = new PipedOutputStream();
    final InputStream in;

    Screen(String shown, String pressed) throws IOException {
      this.shown = shown;
      this.pressed = pressed;
      this.in = new PipedInputStream(keys);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      boolean isThere = text().contains(shown);
      super.write(bytes, offset, length);
      if (!isThere && text().contains(shown)) {
        press();
      }
    }

    void press() {
      try {
        keys.write(pressed.getBytes(StandardCharsets.UTF_8));
        keys.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    String text() {
      return toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void inATerminalTheTableIsRedrawnUntilSomebodyPressesQ() throws Exception {
    Screen screen = new Screen("Nothing changed.", "xq");
    Tool tool = new Tool().on(terminal(screen.in, screen));
    Tool.Outcome outcome = tool.with("watch", "--demo", "--interval", "600", "--debug");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(tool.pauses).isEmpty();
    assertThat(screen.text()).contains("Since the first look:");
  }

  @Test
  void controlCEndsItAsQDoesAndTheTerminalIsAsBefore() throws Exception {
    Screen screen = new Screen("Nothing changed.", "\u0003");
    Terminal terminal = terminal(screen.in, screen);
    String before = terminal.getAttributes().toString();
    Tool.Outcome outcome =
        new Tool().on(terminal).with("watch", "--demo", "--interval", "600", "--count", "2");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(terminal.getAttributes()).hasToString(before);
    assertThat(screen.text()).as("one look").doesNotContain("+25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "Q", "\u0003"})
  void aLookThatLastsIsLeftBehind(String key) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Screen screen = new Screen("nothing", key);
    try (TerminalScreen shown = TerminalScreen.open(() -> terminal(screen.in, screen))) {
      Source lasting =
          () -> {
            screen.press();
            try {
              over.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            throw new RefusedException("over");
          };
      assertThat(shown.look(lasting)).isNull();
      assertThat(shown.look(lasting)).as("nobody wants to see more").isNull();
      assertThat(shown.pause(60_000)).isFalse();
    } finally {
      over.countDown();
    }
  }

  @Test
  void aLookThatFailsOfItselfIsTold() throws Exception {
    Screen screen = new Screen("nothing", "");
    try (TerminalScreen shown = TerminalScreen.open(() -> terminal(screen.in, screen))) {
      Source failing =
          () -> {
            throw new RefusedException("gone");
          };
      assertThatThrownBy(() -> shown.look(failing)).hasMessage("gone");
    }
  }

  @Test
  void aMistakeInALookIsThrownAsItIs() throws Exception {
    Screen screen = new Screen("nothing", "");
    try (TerminalScreen shown = TerminalScreen.open(() -> terminal(screen.in, screen))) {
      for (Throwable mistake :
          List.of(new IllegalStateException("mistake"), new OutOfMemoryError("none left"))) {
        Source failing =
            () -> {
              if (mistake instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) mistake;
            };
        assertThatThrownBy(() -> shown.look(failing)).isSameAs(mistake);
      }
    }
  }

  @Test
  void aScreenThatASignalHasRestoredIsNotEnteredAgain() throws Exception {
    Screen screen = new Screen("nothing", "");
    Terminal terminal = terminal(screen.in, screen);
    String before = terminal.getAttributes().toString();
    TerminalScreen shown = TerminalScreen.open(() -> terminal);
    shown.close();
    String left = screen.text();
    shown.enter();
    assertThat(screen.text()).isEqualTo(left).contains(LEFT);
    assertThat(terminal.getAttributes()).hasToString(before);
  }

  @Test
  void aTerminalThatDoesNotTellItsSizeIsDrawnOn() throws Exception {
    Screen screen = new Screen("Nothing changed.", "q");
    Terminal terminal = terminal(screen.in, screen);
    terminal.setSize(new Size(0, 0));
    assertThat(new Tool().on(terminal).with("watch", "--demo").status()).isZero();
    assertThat(screen.text()).contains("process 100 on mach-sim", "Nothing changed.");
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
    Screen screen = new Screen("30 references", "q");
    Terminal dumb = new DumbTerminal("test", "dumb", screen.in, screen, StandardCharsets.UTF_8);
    dumb.setSize(new Size(100, 40));
    assertThat(new Tool().on(dumb).with("watch", "--demo").status()).isZero();
    assertThat(screen.text()).contains("30 references");
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
      throws IOException {
    Terminal terminal = new ExternalTerminal("test", "xterm", keys, screen, StandardCharsets.UTF_8);
    terminal.setSize(new Size(120, 40));
    return terminal;
  }
}
