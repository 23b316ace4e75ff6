package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_LARGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_CHANGED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_ALWAYS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_NO_BUFFER;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The queues of ports: room in them, who waits for room, who waits for a message, and through which
 * sets.
 */
final class Queues {
  private final Kernel kernel;

  Queues(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Puts a message into the queue of its port, waiting for room if the options allow it.
   *
   * @return success, timed out, no buffer, or invalid destination if the port died meanwhile; the
   *     message is still the caller's unless it is success
   */
  int send(Port port, Message message, int options, int timeout) {
    boolean privileged =
        (options & MACH_SEND_ALWAYS) != 0 || message.remoteDisposition == Dispositions.SEND_ONCE;
    if (!port.isFull() || privileged && !port.isFullEvenForTheKernel()) {
      port.messageCount++;
    } else if ((options & MACH_SEND_TIMEOUT) != 0 && timeout == 0) {
      return MACH_SEND_TIMED_OUT;
    } else if (port.isFullEvenForTheKernel()) {
      return MACH_SEND_NO_BUFFER;
    } else {
      int result = waitForRoom(port, (options & MACH_SEND_TIMEOUT) != 0, timeout);
      if (result != MACH_MSG_SUCCESS) {
        return result;
      }
    }
    post(port, message);
    return MACH_MSG_SUCCESS;
  }

  private int waitForRoom(Port port, boolean timed, int timeout) {
    Waiter waiter = kernel.newWaiter(0, 0);
    ArrayDeque<Waiter> waiting = port.waitingSenders;
    if (waiting == null) {
      waiting = new ArrayDeque<>();
      port.waitingSenders = waiting;
    }
    waiting.add(waiter);
    switch (kernel.await(waiter, timed, timeout)) {
      case SERVED:
        return MACH_MSG_SUCCESS;
      case PORT_GONE:
        return MACH_SEND_INVALID_DEST;
      case TIMED_OUT:
        waiting.remove(waiter);
        return MACH_SEND_TIMED_OUT;
      default:
        waiting.remove(waiter);
        return MACH_SEND_INTERRUPTED;
    }
  }

  /**
   * Hands a message, whose place is counted already, to the first fitting receiver, or keeps it
   * until one comes.
   */
  private void post(Port port, Message message) {
    if (!port.active) {
      kernel.messages.destroy(message);
      return;
    }
    KernelReceiver kernelReceiver = port.kernelReceiver;
    if (kernelReceiver != null) {
      release(port);
      kernelReceiver.receive(message);
      return;
    }
    int size = message.size();
    for (Waiter waiter = nextReceiver(port); waiter != null; waiter = nextReceiver(port)) {
      boolean fits = Trailer.fits(size, waiter.options, waiter.bufferSize);
      if (fits || (waiter.options & MACH_RCV_LARGE) == 0) {
        waiter.received = Received.message(message, port.sequenceNumber++, fits);
        waiter.wake(Waiter.Outcome.SERVED);
        release(port);
        return;
      }
      waiter.received = Received.leftInQueue(size, port.name);
      waiter.wake(Waiter.Outcome.SERVED);
    }
    enqueue(port, message);
  }

  private static @Nullable Waiter nextReceiver(Port port) {
    Waiter waiter = Waiter.poll(port.waitingReceivers);
    ArrayList<PortSet> sets = port.sets;
    if (sets != null) {
      for (int i = 0; waiter == null && i < sets.size(); i++) {
        waiter = Waiter.poll(sets.get(i).waitingReceivers);
      }
    }
    return waiter;
  }

  private static void enqueue(Port port, Message message) {
    Message last = port.lastMessage;
    if (last != null) {
      last.next = message;
    } else {
      port.firstMessage = message;
      ArrayList<PortSet> sets = port.sets;
      if (sets != null) {
        for (PortSet set : sets) {
          set.ready.add(port);
        }
      }
    }
    port.lastMessage = message;
  }

  private static @Nullable Message dequeue(Port port) {
    Message first = port.firstMessage;
    if (first == null) {
      return null;
    }
    port.firstMessage = first.next;
    first.next = null;
    if (port.firstMessage == null) {
      port.lastMessage = null;
      forgetReady(port, port.sets);
      forgetReady(port, port.setsLeftReady);
      port.setsLeftReady = null;
    }
    return first;
  }

  private static void forgetReady(Port port, @Nullable ArrayList<PortSet> sets) {
    if (sets != null) {
      for (PortSet set : sets) {
        set.ready.remove(port);
      }
    }
  }

  /** Frees one place in a queue; if a sender waits for it, the place is his at once. */
  private static void release(Port port) {
    port.messageCount--;
    Waiter sender = port.isFull() ? null : Waiter.poll(port.waitingSenders);
    if (sender != null) {
      port.messageCount++;
      sender.wake(Waiter.Outcome.SERVED);
    }
  }

  /** Receives from a port, or from the member of a set that has had messages for longest. */
  Received receive(Object portOrSet, int options, int bufferSize, int timeout) {
    Port port = null;
    if (portOrSet instanceof PortSet set) {
      if (!set.ready.isEmpty()) {
        port = set.ready.iterator().next();
      }
    } else if (((Port) portOrSet).firstMessage != null) {
      port = (Port) portOrSet;
    }
    if (port != null) {
      return take(port, options, bufferSize);
    }
    boolean timed = (options & MACH_RCV_TIMEOUT) != 0;
    if (timed && timeout == 0) {
      return Received.nothing(MACH_RCV_TIMED_OUT);
    }
    return waitForMessage(portOrSet, options, bufferSize, timed, timeout);
  }

  private Received take(Port port, int options, int bufferSize) {
    Message first = port.firstMessage;
    int size = first == null ? 0 : first.size();
    boolean fits = Trailer.fits(size, options, bufferSize);
    if (!fits && (options & MACH_RCV_LARGE) != 0) {
      return Received.leftInQueue(size, port.name);
    }
    Message message = dequeue(port);
    if (message == null) {
      throw new IllegalStateException("a queue that is empty after all");
    }
    release(port);
    return Received.message(message, port.sequenceNumber++, fits);
  }

  private Received waitForMessage(
      Object portOrSet, int options, int bufferSize, boolean timed, int timeout) {
    Waiter waiter = kernel.newWaiter(options, bufferSize);
    ArrayDeque<Waiter> waiting;
    if (portOrSet instanceof PortSet set) {
      waiting = set.waitingReceivers;
    } else {
      Port port = (Port) portOrSet;
      ArrayDeque<Waiter> queue = port.waitingReceivers;
      if (queue == null) {
        queue = new ArrayDeque<>();
        port.waitingReceivers = queue;
      }
      waiting = queue;
    }
    waiting.add(waiter);
    switch (kernel.await(waiter, timed, timeout)) {
      case SERVED:
        Received received = waiter.received;
        if (received != null) {
          return received;
        }
        throw new IllegalStateException("woken with nothing");
      case TIMED_OUT:
        waiting.remove(waiter);
        return Received.nothing(MACH_RCV_TIMED_OUT);
      default:
        waiting.remove(waiter);
        return Received.nothing(MACH_RCV_PORT_CHANGED);
    }
  }

  /** Wakes those who wait for a message at a port itself: the receive right has gone elsewhere. */
  void wakeReceivers(Port port) {
    ArrayDeque<Waiter> waiting = port.waitingReceivers;
    if (waiting != null) {
      Waiter waiter;
      while ((waiter = waiting.poll()) != null) {
        waiter.wake(Waiter.Outcome.PORT_GONE);
      }
    }
  }

  /**
   * Ends a queue: senders find their port gone, messages are put aside. True if the caller has to
   * destroy those.
   */
  boolean close(Port port) {
    ArrayDeque<Waiter> senders = port.waitingSenders;
    if (senders != null) {
      Waiter sender;
      while ((sender = senders.poll()) != null) {
        sender.wake(Waiter.Outcome.PORT_GONE);
      }
    }
    boolean first = false;
    for (Message message = dequeue(port); message != null; message = dequeue(port)) {
      first |= kernel.messages.putAside(message);
    }
    port.messageCount = 0;
    return first;
  }

  void setLimit(Port port, int limit) {
    for (int room = limit - port.queueLimit; room > 0; room--) {
      Waiter sender = Waiter.poll(port.waitingSenders);
      if (sender == null) {
        break;
      }
      port.messageCount++;
      sender.wake(Waiter.Outcome.SERVED);
    }
    port.queueLimit = limit;
  }

  /**
   * Makes a port a member of a set; messages it has go to those who wait at the set. False if it
   * was one already.
   */
  boolean addToSet(Port port, PortSet set) {
    if (!set.members.add(port)) {
      return false;
    }
    ArrayList<PortSet> sets = port.sets;
    if (sets == null) {
      sets = new ArrayList<>(1);
      port.sets = sets;
    }
    sets.add(set);
    if (port.firstMessage != null) {
      set.ready.add(port);
      while (port.firstMessage != null) {
        Waiter waiter = Waiter.poll(set.waitingReceivers);
        if (waiter == null) {
          break;
        }
        waiter.received = take(port, waiter.options, waiter.bufferSize);
        waiter.wake(Waiter.Outcome.SERVED);
      }
    }
    return true;
  }
}
