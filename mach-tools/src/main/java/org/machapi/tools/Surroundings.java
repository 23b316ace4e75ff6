package org.machapi.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.jline.terminal.Terminal;

/**
 * What commands need from outside, so that a test can give them something else.
 *
 * @param out where results for people go
 * @param data where results for programs go: to the same place, always in UTF-8
 * @param err where complaints go
 * @param in what {@code -} reads
 * @param clock the time of snapshots of the demo
 * @param colours whether {@code out} shows colours; {@code err} never does
 * @param terminals opens the terminal for a live table
 * @param pauses how to wait where there is no terminal
 */
record Surroundings(
    PrintWriter out,
    PrintWriter data,
    PrintWriter err,
    InputStream in,
    Clock clock,
    boolean colours,
    Terminals terminals,
    Pauses pauses) {

  /** Stays with whom it belongs to, as all that is given here. */
  @Override
  public @NotOwning PrintWriter out() {
    return out;
  }

  @Override
  public @NotOwning PrintWriter data() {
    return data;
  }

  @Override
  public @NotOwning PrintWriter err() {
    return err;
  }

  @Override
  public @NotOwning InputStream in() {
    return in;
  }

  /** Opens a terminal. */
  interface Terminals {
    /**
     * Opens the terminal.
     *
     * @return the terminal; null if output does not go to one
     * @throws IOException if it cannot be opened
     */
    @Owning
    @Nullable Terminal open() throws IOException;
  }

  /** Waits. */
  interface Pauses {
    /**
     * Waits.
     *
     * @param milliseconds how long
     * @throws InterruptedException if somebody wants it to end
     */
    void pause(long milliseconds) throws InterruptedException;
  }
}
