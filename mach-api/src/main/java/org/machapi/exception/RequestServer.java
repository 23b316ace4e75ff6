package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.ReceiveInterruptedException;
import org.machapi.message.ReceivedMessage;
import org.machapi.notification.Notification;
import org.machapi.raw.MessageConstants;

/**
 * What one thread of an {@link ExceptionServer} does, with memory of its own: receives, and hands
 * exceptions to the {@link Decider} and notifications to the {@link ClientWatch}.
 */
final class RequestServer {
  private static final Logger LOG = System.getLogger(ExceptionServer.class.getName());

  /** So often receiving may fail without a message in between before it is given up. */
  private static final int MOST_FAILURES = 100;

  private final ServerPorts ports;
  private final ClientWatch clients;
  private final Decider decider;
  private final ServerCounters counters;
  private final ServerOptions options;
  private final ServerCrew crew;
  private final ExceptionReceiver receiver;

  RequestServer(
      @NotOwning ServerPorts ports,
      @NotOwning ClientWatch clients,
      Decider decider,
      ServerCounters counters,
      ServerOptions options,
      ServerCrew crew) {
    this.ports = ports;
    this.clients = clients;
    this.decider = decider;
    this.counters = counters;
    this.options = options;
    this.crew = crew;
    this.receiver = ExceptionReceiver.fromSet(ports.set());
  }

  /**
   * Serves until the set is closed, or the thread is relieved. If receiving becomes impossible, the
   * server is closed: whoever raised an exception is better told than left waiting.
   */
  void serve(ServerThread thread) {
    int failures = 0;
    while (failures < MOST_FAILURES) {
      try {
        if (!serveNext(thread)) {
          return;
        }
        failures = 0;
      } catch (ReceiveInterruptedException e) {
        // Nobody interrupts this thread but the watchdog, which was late.
        Thread.interrupted();
      } catch (IllegalStateException e) {
        if (ports.hasStopped()) {
          LOG.log(Level.DEBUG, "Serving exceptions ends with its ports: {0}", e.toString());
          return;
        }
        failures++;
        LOG.log(Level.ERROR, "An exception could not be received.", e);
      } catch (MachException e) {
        if (costsOneMessage(e)) {
          counters.malformed.increment();
          failures = 0;
        } else {
          failures = MOST_FAILURES;
        }
        LOG.log(Level.DEBUG, "An exception could not be received: {0}", e.toString());
      } catch (Throwable e) {
        failures++;
        LOG.log(Level.ERROR, "An exception could not be served.", e);
      }
    }
    LOG.log(Level.ERROR, "Exceptions can no longer be received. The exception server closes.");
    crew.broken();
  }

  /** Tells whether an error was about one message, which is gone, and not about the port. */
  private static boolean costsOneMessage(MachException e) {
    int base = e.kernReturn().code() & ~MessageConstants.MACH_MSG_MASK;
    return base == MessageConstants.MACH_RCV_TOO_LARGE
        || base == MessageConstants.MACH_RCV_HEADER_ERROR;
  }

  private boolean serveNext(ServerThread thread) throws MachException {
    ReceivedMessage received = receiver.receiveAny(Deadline.none());
    if (received == null) {
      return true;
    }
    return received.receivedFrom() == ports.exceptionsName()
        ? serveException(received, thread)
        : serveNotification(received, thread);
  }

  private boolean serveNotification(@Owning ReceivedMessage received, ServerThread thread) {
    try (received;
        Notification notification = Notification.of(received)) {
      return tell(notification, thread);
    } catch (MachException e) {
      counters.malformed.increment();
      LOG.log(Level.DEBUG, "What came is no notification: {0}", e.toString());
      return true;
    }
  }

  private boolean serveException(@Owning ReceivedMessage received, ServerThread thread) {
    try (@Nullable ExceptionMessage message = receiver.open(received)) {
      if (message == null) {
        counters.malformed.increment();
        return true;
      }
      ServedCall call =
          thread.begin(message, System.nanoTime() + options.nanoseconds(message.type()));
      try {
        decider.decide(message, call);
      } catch (Throwable e) {
        // The message is closed in any case, which answers failure.
        LOG.log(Level.ERROR, "An exception could not be answered as decided.", e);
      }
      return thread.end(call);
    }
  }

  private boolean tell(Notification notification, ServerThread thread) {
    ServedCall call = thread.begin(null, System.nanoTime() + options.nanoseconds());
    try {
      notification.tell(clients.listener(!crew.isExhausted()));
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "A notification could not be told.", e);
    }
    return thread.end(call);
  }

  /**
   * Answers failure to the exceptions that wait, once the set is closed. Counts them first: whoever
   * keeps sending does not keep this from ending.
   */
  static void refuseAll(ServerPorts ports, ServerCounters counters) {
    ExceptionReceiver receiver = new ExceptionReceiver(ports.exceptions());
    try {
      for (int left = ports.exceptions().status().queuedMessages(); left > 0; left--) {
        refuseNext(receiver, counters);
      }
    } catch (MachException | IllegalStateException e) {
      // The kernel answers for what is destroyed with its port.
      LOG.log(Level.DEBUG, "Exceptions that wait go with their port: {0}", e.toString());
    }
  }

  private static void refuseNext(ExceptionReceiver receiver, ServerCounters counters)
      throws MachException {
    try (@Nullable ExceptionMessage message = receiver.receive(Deadline.immediate())) {
      if (message != null) {
        counters.failed.increment();
      }
    } catch (MalformedMessageException e) {
      counters.malformed.increment();
    } catch (MachException e) {
      if (!costsOneMessage(e)) {
        throw e;
      }
      counters.malformed.increment();
    }
  }
}
