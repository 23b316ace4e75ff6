package org.machapi;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Hears of {@link Thread#interrupt()} while a thread waits in the kernel for a message.
 *
 * <p>Java tells selectors of it and nobody else: between {@code begin} and {@code end} an interrupt
 * calls {@link #wakeup()}, in the thread that interrupts, and {@code end} waits until that is over.
 * This is no selector otherwise.
 */
final class InterruptHook extends AbstractSelector {
  private @Nullable Receivers receivers;
  private @Nullable Mach mach;
  private int name;

  @SuppressWarnings("nullness:argument") // There is no provider, and nobody asks for it.
  InterruptHook() {
    super(null);
  }

  /**
   * From now on an interrupt of this thread wakes the one that waits; it has the source on loan.
   */
  void enter(Receivers receivers, Mach mach, int name) {
    this.receivers = receivers;
    this.mach = mach;
    this.name = name;
    begin();
  }

  /** From now on interrupts do nothing more; one that is under way has done its work. */
  void leave() {
    end();
  }

  @Override
  public Selector wakeup() {
    Receivers waiting = receivers;
    Mach kernel = mach;
    if (waiting != null && kernel != null) {
      waiting.wake(kernel, name);
    }
    return this;
  }

  @Override
  protected void implCloseSelector() {}

  @Override
  protected SelectionKey register(
      AbstractSelectableChannel channel, int operations, @Nullable Object attachment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SelectionKey> keys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int selectNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select(long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select() {
    throw new UnsupportedOperationException();
  }
}
