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
 * calls {@link #wakeup()}, in the thread that interrupts. In JDK 17 {@code end} waits until that is
 * over. JDK 25 may do it after {@code end}, when the source is closed and its name is somebody
 * else's; so this takes part in a use of the source that is still under way, or does nothing.
 *
 * <p>This is no selector otherwise. One serves all who wait at a source.
 */
final class InterruptHook extends AbstractSelector {
  private final Receivers receivers;
  private final PortRight source;

  @SuppressWarnings("nullness:argument") // There is no provider, and nobody asks for it.
  InterruptHook(Receivers receivers, PortRight source) {
    super(null);
    this.receivers = receivers;
    this.source = source;
  }

  /** From now on an interrupt of this thread wakes the one that waits. */
  void enter() {
    begin();
  }

  /** From now on interrupts of this thread are no concern of the source. */
  void leave() {
    end();
  }

  @Override
  public Selector wakeup() {
    if (source.joinUse()) {
      try {
        receivers.wakeUnlessWoken(source.mach(), source.nameInUse());
      } finally {
        source.endUse();
      }
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
