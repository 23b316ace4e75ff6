package org.machapi.exception;

import java.util.concurrent.atomic.AtomicBoolean;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;

/**
 * Handles exceptions in a thread of its own: receives them, asks the handler for their type, and
 * answers. A thread that raises an exception always gets an answer, or the next handler is asked:
 * whatever a handler does, or does not do.
 *
 * <pre>{@code
 * try (ExceptionServer server =
 *     ExceptionServer.of(mach)
 *         .on(ExceptionType.BREAKPOINT, raised -> ExceptionDecision.handled())
 *         .start()) {
 *   server.install(ExceptionPorts.of(task), ExceptionType.BREAKPOINT.mask(), behaviour);
 *   ...
 * }
 * }</pre>
 *
 * <p><b>Who decides.</b> Exceptions of types without handler, those whose handler throws anything,
 * errors such as {@link StackOverflowError} and {@link OutOfMemoryError} included, and those that a
 * handler passes on go to the handler that was there before, in the form that it wants. Where there
 * was none, where it cannot be reached in time, or where it wants what cannot be had from the
 * message, failure is answered, and the kernel asks the next level. So it is where nobody can tell
 * which was there before: a server with several targets needs messages that name thread or task by
 * the port that it was installed on, as those of {@link ExceptionBehaviour#DEFAULT} and {@link
 * ExceptionBehaviour#STATE_IDENTITY} do with Developer Mode on. Others, such as the protected ones,
 * say nothing of the target; use one server for each then. A target whose installation was closed
 * before the server still counts, unless it had ended: its exceptions may have been under way. On
 * the host the kernel's own handler, which makes the signals, cannot be passed on to ({@link
 * ExceptionPorts#of(org.machapi.Host)}). Nothing but a decision of a handler is ever answered with
 * success.
 *
 * <p><b>Time.</b> Handlers run one at a time, in the thread that receives. One that has not decided
 * at its deadline is overtaken: a watchdog answers failure in its place and interrupts it, a fresh
 * thread goes on serving, and the stuck one ends when its handler returns, whatever it returns. Of
 * stuck handlers and callbacks there are a few at most ({@link
 * ExceptionServerBuilder#maxStuckHandlers}): as long as there are so many, all exceptions are
 * answered with failure at once, and callbacks are not run.
 *
 * <p><b>Who is believed.</b> The kernel, by the audit token of the message, unless {@link
 * ExceptionServerBuilder#trust} says otherwise. Exceptions of others are answered with failure,
 * counted, and logged once for each process. What is no exception message is answered with the
 * error of MIG.
 *
 * <p><b>Threads.</b> They are daemons: a server that somebody forgot to close does not keep a
 * program from ending, and what it has installed is undone by a shutdown hook. In the own task a
 * server must not handle what its own threads, or those of the JVM, can raise ({@link
 * ExceptionPorts}).
 *
 * <p>Safe for use by several threads.
 */
@InheritableMustCall("close")
public final class ExceptionServer implements AutoCloseable {
  private final @Owning ServerPorts ports;
  private final @Owning ClientWatch clients;
  private final @Owning OwnedInstallations installations = new OwnedInstallations();
  private final ServerCounters counters = new ServerCounters();
  private final ServerCrew crew;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ExceptionServer(
      @Owning ServerPorts ports,
      @Owning ClientWatch clients,
      ServerOptions options,
      @NotOwning @Nullable ExceptionHandlers passOnTo) {
    this.ports = ports;
    this.clients = clients;
    EarlierHandlers earlier = new EarlierHandlers(installations, passOnTo, ports.exceptionsName());
    UntrustedSenders untrusted = new UntrustedSenders();
    ServerCounters counts = counters;
    this.crew =
        new ServerCrew(
            options,
            counts,
            self ->
                new RequestServer(
                    ports,
                    clients,
                    new Decider(options, earlier, untrusted, counts, self),
                    counts,
                    options,
                    self));
  }

  /**
   * Begins to make a server.
   *
   * @param mach the kernel
   * @return a builder without handlers
   */
  public static ExceptionServerBuilder of(Mach mach) {
    return new ExceptionServerBuilder(mach);
  }

  static @Owning ExceptionServer start(
      Mach mach,
      ServerOptions options,
      @NotOwning @Nullable ExceptionHandlers passOnTo,
      @Nullable Runnable onNoSenders)
      throws MachException {
    ServerPorts ports = ServerPorts.make(mach);
    ClientWatch clients = new ClientWatch(ports, onNoSenders);
    ExceptionServer server = new ExceptionServer(ports, clients, options, passOnTo);
    try {
      clients.start();
      server.crew.start(server::close);
      return server;
    } catch (MachException | OutOfMemoryError e) {
      server.close();
      throw e;
    }
  }

  /**
   * Borrows a send right to the port where exceptions arrive, to be set as a handler.
   *
   * <p>Ownership: the server owns the right. It has one from the first call on, so that {@link
   * ExceptionServerBuilder#onNoSenders} does not come any more; {@link #makeSend()} avoids that.
   *
   * @return the right, good until the server is closed
   * @throws MachException as {@link org.machapi.ReceiveView#makeSend()} does
   * @throws IllegalStateException if the server is closed
   */
  public @NotOwning SendView handler() throws MachException {
    return ports.handler();
  }

  /**
   * Makes a send right to the port where exceptions arrive, to be given away.
   *
   * <p>Ownership: the caller owns the right and must close it.
   *
   * @return the right
   * @throws MachException as {@link org.machapi.ReceiveView#makeSend()} does
   * @throws IllegalStateException if the server is closed
   */
  public @Owning SendRight makeSend() throws MachException {
    return ports.exceptions().makeSend();
  }

  /**
   * Sets this server as handler until it is closed, and passes on to the handlers that were there
   * before.
   *
   * <p>Ownership: the server owns the installation. On failure nothing was changed or acquired.
   *
   * @param target whose exceptions; its owner keeps it open until the server is closed
   * @param mask the types
   * @param behaviour what the messages carry
   * @param flavour the {@code thread_state_flavor_t} of the state, where the behaviour has one;
   *     else 0 or any valid one
   * @return the installation, to be looked at; whoever closes it undoes it early, and an exception
   *     for it that is under way and is passed on is answered with failure then, so that the kernel
   *     asks the next level
   * @throws MachException as {@link ExceptionPorts#install} does
   * @throws IllegalArgumentException as {@link ExceptionPorts#install} does
   * @throws IllegalStateException if the server is closed, or as {@link ExceptionPorts#install}
   *     does
   */
  public @NotOwning InstalledHandler install(
      ExceptionPorts target, ExceptionMask mask, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    try (SendRight right = makeSend()) {
      return installations.add(target.install(mask, right, behaviour, flavour));
    }
  }

  /**
   * Sets this server as handler, with a behaviour that carries no state.
   *
   * <p>Ownership: as {@link #install(ExceptionPorts, ExceptionMask, ExceptionBehaviour, int)}.
   *
   * @param target whose exceptions; its owner keeps it open until the server is closed
   * @param mask the types
   * @param behaviour what the messages carry, without state
   * @return the installation, to be looked at; whoever closes it undoes it early
   * @throws MachException as {@link ExceptionPorts#install} does
   * @throws IllegalArgumentException as {@link ExceptionPorts#install} does, or if the behaviour
   *     carries a state
   * @throws IllegalStateException as the method with a flavour does
   */
  public @NotOwning InstalledHandler install(
      ExceptionPorts target, ExceptionMask mask, ExceptionBehaviour behaviour)
      throws MachException {
    try (SendRight right = makeSend()) {
      return installations.add(target.install(mask, right, behaviour));
    }
  }

  /**
   * Has something done when a client dies: when the port to which this is a right does. It runs in
   * the server's thread, with the deadline of a handler. Of several actions for one client each
   * waits for those before it, and all have one deadline together: an action that never returns
   * keeps those after it from being run.
   *
   * <p>Ownership: the right stays with its owner. The server holds a reference of its own until the
   * client dies or the server is closed, so closing the right does not end the watch. It asks for a
   * dead-name notification, of which the kernel keeps one for each name: a request of somebody else
   * for the same name is displaced, and told so at once by a send-once notification. Whoever asks
   * for the same name later displaces this one likewise, and the action is not run then: leave the
   * name to the server.
   *
   * @param client a right to a port of the client's, such as the port of its task
   * @param action what to do
   * @throws org.machapi.DeadNameException if it is dead already
   * @throws MachException as {@link
   *     org.machapi.notification.NotificationPort#requestDeadName(org.machapi.PortView)} does
   * @throws IllegalArgumentException if the right belongs to another {@link Mach}
   * @throws IllegalStateException if the server or the right is closed
   */
  public void watch(SendView client, Runnable action) throws MachException {
    clients.add(client, action);
  }

  /**
   * Tells what the server has done so far.
   *
   * @return the numbers at this moment; also of a server that is closed
   */
  public ExceptionServerCounts counts() {
    return counters.counts();
  }

  /**
   * Undoes the installations, so that nobody else arrives; lets a handler that runs decide, until
   * its deadline; answers failure to all that wait; and gives back all rights. Waits for no longer
   * than a decision may take and a second; not at all within a handler or callback of this server,
   * whose exception is answered as it decides, but not passed on to what was there before; and not
   * after an interrupt, whose status stays. A second close does nothing. Never throws.
   */
  @Override
  @EnsuresCalledMethods(
      value = {"this.ports", "this.clients", "this.installations"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.ports", "this.clients", "this.installations"},
      methods = "close")
  // A second close leaves the rest to the first, which may still wait for a handler.
  @SuppressWarnings({"contracts.postcondition", "contracts.exceptional.postcondition"})
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (ports;
        clients;
        installations) {
      installations.undo();
      ports.stopReceiving();
      crew.stop();
      try {
        RequestServer.refuseAll(ports, counters);
      } finally {
        crew.dismiss();
      }
    }
  }
}
