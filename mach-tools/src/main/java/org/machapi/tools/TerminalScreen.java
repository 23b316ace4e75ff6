package org.machapi.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.ShutdownHooks;

/**
 * A screen of its own in a terminal, which {@code q} or Ctrl-C leaves at any time; what was there
 * before comes back, also where a signal ends the program.
 */
final class TerminalScreen implements WatchScreen {
  private static final int CTRL_C = 3;

  /** What is drawn on where a terminal does not tell its size. */
  private static final Size USUAL = new Size(80, 24);

  private final @Owning Terminal terminal;
  private final Guard guard;
  private final Display display;
  private final Attributes before;
  private final CountDownLatch left = new CountDownLatch(1);

  /** The last look, which may be over. */
  private @Nullable FutureTask<Snapshot> last;

  private boolean isRestored;

  private TerminalScreen(@Owning Terminal terminal, Guard guard) {
    this.terminal = terminal;
    this.guard = guard;
    this.display = new Display(terminal, true);
    this.before = terminal.enterRawMode();
  }

  /** Leaves the screen when the program ends otherwise than by itself. */
  private static final class Guard implements ShutdownHooks.Task {
    private volatile @Nullable TerminalScreen screen;

    @Override
    public void run() {
      TerminalScreen open = screen;
      if (open != null) {
        open.restore();
      }
    }
  }

  /**
   * Opens a screen.
   *
   * @return the screen; null if there is no terminal for it
   */
  static @Owning @Nullable TerminalScreen open(Surroundings.Terminals terminals)
      throws IOException {
    // Before that of the terminal itself, which would close it first.
    Guard guard = ShutdownHooks.add(new Guard());
    Terminal terminal = terminals.open();
    if (terminal == null) {
      ShutdownHooks.remove(guard);
      return null;
    }
    TerminalScreen screen = new TerminalScreen(terminal, guard);
    guard.screen = screen;
    screen.enter();
    return screen;
  }

  synchronized void enter() {
    if (isRestored) {
      // A signal ends the program already.
      return;
    }
    // Ctrl-C is a key like q.
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
    Thread keys = new Thread(this::readKeys, "machports-keys");
    keys.setDaemon(true);
    keys.start();
  }

  private void readKeys() {
    try {
      @SuppressWarnings("required.method.not.called") // The terminal's own.
      NonBlockingReader keys = terminal.reader();
      int key;
      do {
        key = keys.read();
      } while (key != 'q' && key != 'Q' && key != CTRL_C && key != NonBlockingReader.EOF);
    } catch (IOException e) {
      // Somebody has closed the window, or this screen.
    }
    leave();
  }

  private synchronized void leave() {
    left.countDown();
    if (last != null) {
      last.cancel(false);
    }
  }

  // In a thread of its own, which is left behind: nothing ends the wait for a file on a server that
  // does not answer, or for a process that has been stopped.
  @Override
  public @Nullable Snapshot look(Source source) throws RefusedException {
    FutureTask<Snapshot> look = new FutureTask<>(source::take);
    synchronized (this) {
      if (isLeft()) {
        return null;
      }
      last = look;
    }
    Thread thread = new Thread(look, "machports-look");
    thread.setDaemon(true);
    thread.start();
    try {
      Snapshot snapshot = look.get();
      return isLeft() ? null : snapshot;
    } catch (CancellationException e) {
      return null;
    } catch (ExecutionException e) {
      if (isLeft()) {
        return null;
      }
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Returns what a look has thrown, unless that can be thrown as it is. */
  private static RefusedException failure(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof RefusedException refused) {
      return refused;
    }
    throw new IllegalStateException(thrown);
  }

  private boolean isLeft() {
    return left.getCount() == 0;
  }

  @Override
  public synchronized void show(List<String> lines) {
    if (isRestored) {
      return;
    }
    Size told = terminal.getSize();
    Size size = told.getRows() > 0 && told.getColumns() > 0 ? told : USUAL;
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
      return !left.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void restore() {
    if (!isRestored) {
      isRestored = true;
      terminal.puts(Capability.cursor_normal);
      terminal.puts(Capability.exit_ca_mode);
      terminal.flush();
      terminal.setAttributes(before);
    }
  }

  // Not synchronized: whoever ends the program holds what the two calls of JLine want, and waits
  // for the screen to be restored.
  @Override
  @EnsuresCalledMethods(value = "terminal", methods = "close")
  public void close() {
    try {
      try {
        restore();
        ShutdownHooks.remove(guard);
      } finally {
        terminal.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be closed.", e);
    }
  }
}
