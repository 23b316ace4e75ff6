package org.machapi.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.ClosedException;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * A screen of its own in a terminal, which {@code q} or Ctrl-C leaves; what was there before comes
 * back.
 */
final class TerminalScreen implements WatchScreen {
  private static final int CTRL_C = 3;

  private final @Owning Terminal terminal;
  private final Display display;
  private final Attributes before;

  TerminalScreen(@Owning Terminal terminal) {
    this.terminal = terminal;
    this.display = new Display(terminal, true);
    this.before = terminal.enterRawMode();
    // Ctrl-C is a key like q: as a signal it would end the program with the terminal as it is.
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
  }

  @Override
  public void show(List<String> lines) {
    Size size = terminal.getSize();
    display.resize(size.getRows(), size.getColumns());
    List<AttributedString> shown =
        lines.stream()
            .limit(Math.max(1, size.getRows() - 1))
            .map(line -> AttributedString.fromAnsi(line).columnSubSequence(0, size.getColumns()))
            .toList();
    display.update(shown, 0);
  }

  @Override
  public boolean pause(long milliseconds) {
    try {
      @SuppressWarnings("required.method.not.called") // The terminal's own.
      NonBlockingReader keys = terminal.reader();
      long end = System.nanoTime() + milliseconds * 1_000_000;
      for (long left = milliseconds; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        int key = keys.read(left);
        if (key == 'q' || key == 'Q' || key == CTRL_C || key == NonBlockingReader.EOF) {
          return false;
        }
      }
      return true;
    } catch (ClosedException e) {
      // Somebody has closed the window.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("The keyboard cannot be read.", e);
    }
  }

  @Override
  @EnsuresCalledMethods(value = "terminal", methods = "close")
  public void close() {
    try {
      try {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.setAttributes(before);
        terminal.flush();
      } finally {
        terminal.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be closed.", e);
    }
  }
}
