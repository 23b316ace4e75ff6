package org.machapi.exception;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.message.AuditToken;

/** Makes an {@link ExceptionServer}. For use by one thread. */
public final class ExceptionServerBuilder {
  /** As good as no limit, and no sum of it and the time overflows. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Mach mach;
  private final Map<ExceptionType, TimedHandler> handlers = new HashMap<>();
  private Duration deadline = Duration.ofSeconds(5);
  private int mostStuck = 4;
  private Predicate<AuditToken> trust = AuditToken::isKernel;
  private @NotOwning @Nullable ExceptionHandlers passOnTo;
  private @Nullable Runnable onNoSenders;

  ExceptionServerBuilder(Mach mach) {
    this.mach = mach;
  }

  /**
   * Has a handler decide about exceptions of one type. Those of types without handler are passed
   * on.
   *
   * @param type the type
   * @param handler the handler
   * @return this builder
   * @throws IllegalArgumentException if the type has a handler already
   */
  public ExceptionServerBuilder on(ExceptionType type, RaisedExceptionHandler handler) {
    return add(type, new TimedHandler(handler, null));
  }

  /**
   * Has a handler decide about exceptions of one type, with a deadline of its own.
   *
   * @param type the type
   * @param longest how long a decision may take, passing on included, as {@link #deadline} says of
   *     the others
   * @param handler the handler
   * @return this builder
   * @throws IllegalArgumentException if the type has a handler already, or there is no time at all
   */
  public ExceptionServerBuilder on(
      ExceptionType type, Duration longest, RaisedExceptionHandler handler) {
    return add(type, new TimedHandler(handler, requireTime(longest)));
  }

  private ExceptionServerBuilder add(ExceptionType type, TimedHandler handler) {
    if (handlers.putIfAbsent(type, handler) != null) {
      throw new IllegalArgumentException(type + " has a handler already");
    }
    return this;
  }

  /**
   * Sets how long a decision may take, passing on included, and a callback. Then failure is
   * answered in its place, and the server goes on in another thread.
   *
   * @param longest more than nothing; 5 seconds unless it is set
   * @return this builder
   * @throws IllegalArgumentException if it is nothing or less
   */
  public ExceptionServerBuilder deadline(Duration longest) {
    deadline = requireTime(longest);
    return this;
  }

  private static Duration requireTime(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("no handler can decide within " + longest);
    }
    return longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
  }

  /**
   * Sets how many handlers and callbacks may be stuck past their deadline, each in a thread of its
   * own. While there are so many, none is called: every exception is answered with failure at once,
   * and what a callback was to be told is logged.
   *
   * @param most at least 1; 4 unless it is set
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public ExceptionServerBuilder maxStuckHandlers(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one handler can get stuck, not " + most);
    }
    mostStuck = most;
    return this;
  }

  /**
   * Sets whose exceptions are handled; those of others are answered with failure. Whoever has a
   * send right can send what looks like an exception, for any thread whose port he has.
   *
   * @param senders tells whether a sender is trusted; the kernel alone unless it is set
   * @return this builder
   */
  public ExceptionServerBuilder trust(Predicate<AuditToken> senders) {
    trust = senders;
    return this;
  }

  /**
   * Sets who is asked when an exception is passed on that no installation of the server accounts
   * for, neither one that is open nor one for its type that was closed before the server; else it
   * is answered with failure.
   *
   * <p>Ownership: the handlers stay with their owner, who keeps them open until the server is
   * closed.
   *
   * @param before the handlers that were there before
   * @return this builder
   */
  public ExceptionServerBuilder passOnTo(@NotOwning ExceptionHandlers before) {
    passOnTo = before;
    return this;
  }

  /**
   * Has something done each time when the last send right to the server is gone, its own
   * installations included: nobody can raise an exception here, unless a right is made anew. Comes
   * never once {@link ExceptionServer#handler()} has been asked for, since the server itself has a
   * right then. Runs in the server's thread, with the deadline of a handler.
   *
   * @param action what to do
   * @return this builder
   */
  public ExceptionServerBuilder onNoSenders(Runnable action) {
    onNoSenders = action;
    return this;
  }

  /**
   * Makes the server and begins to serve. The builder can be used again.
   *
   * <p>Ownership: the caller owns the server and must close it. On failure nothing was made.
   *
   * @return the server
   * @throws MachException as ports and port sets are made
   */
  public @Owning ExceptionServer start() throws MachException {
    ServerOptions options =
        new ServerOptions(Map.copyOf(handlers), deadline.toNanos(), mostStuck, trust);
    return ExceptionServer.start(mach, options, passOnTo, onNoSenders);
  }
}
