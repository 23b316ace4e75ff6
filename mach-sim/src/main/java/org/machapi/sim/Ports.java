package org.machapi.sim;

import java.util.ArrayList;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What happens to a port as rights to it come and go, up to its death. */
final class Ports {
  private final Kernel kernel;

  Ports(Kernel kernel) {
    this.kernel = kernel;
  }

  void makeSend(Port port) {
    port.makeSendCount++;
    port.sendRights++;
  }

  /**
   * Makes one more send right for a slot or message out of one; the dead port out of a dead or
   * missing one.
   */
  @Nullable Port copySend(@Nullable Port port) {
    if (!Port.valid(port)) {
      return port;
    }
    if (!port.active) {
      return Port.DEAD;
    }
    port.sendRights++;
    return port;
  }

  /** Gives one send right back, and tells who waits for the last one to go. */
  void releaseSend(@Nullable Port port) {
    if (Port.valid(port)) {
      port.sendRights--;
      if (port.active) {
        noSenders(port);
      }
    }
  }

  /** Tells who waits for the last send right to go, if it has gone. */
  void noSenders(Port port) {
    Port notify = port.noSendersRequest;
    if (port.sendRights == 0 && notify != null) {
      port.noSendersRequest = null;
      kernel.notifications.noSenders(notify, port.makeSendCount);
    }
  }

  /**
   * Takes the no-senders request if the last send right has gone, to be sent later with the count
   * it goes with.
   */
  @Nullable Port takeNoSenders(Port port) {
    if (port.sendRights != 0) {
      return null;
    }
    Port notify = port.noSendersRequest;
    port.noSendersRequest = null;
    return notify;
  }

  /** Drops a right that no name stands for any more. */
  void drop(@Nullable Port port, int disposition) {
    if (!Port.valid(port)) {
      return;
    }
    switch (Dispositions.received(disposition)) {
      case Dispositions.SEND -> releaseSend(port);
      case Dispositions.SEND_ONCE -> kernel.notifications.sendOnce(port);
      case Dispositions.RECEIVE -> destroy(port);
      default -> throw new IllegalStateException("disposition " + disposition);
    }
  }

  /**
   * Drops the right a message was to go through: unlike others, a send-once right to a full or dead
   * port just goes.
   */
  void dropDestination(@Nullable Port port, int disposition) {
    if (!Port.valid(port)) {
      return;
    }
    if (disposition == Dispositions.SEND_ONCE && (!port.active || port.isFullEvenForTheKernel())) {
      port.sendOnceRights--;
    } else {
      drop(port, disposition);
    }
  }

  /**
   * Ends a receive right: the port dies, or, if somebody asked for that, goes to them alive.
   * Entries of the former receiver are its caller's business.
   */
  void destroy(Port port) {
    Port heir = port.portDestroyedRequest;
    if (heir != null) {
      clearReceiver(port);
      port.portDestroyedRequest = null;
      kernel.notifications.portDestroyed(heir, port);
      return;
    }
    clearReceiver(port);
    port.active = false;
    port.timeOfDeath = kernel.nextTime();
    boolean reap = kernel.queues.close(port);
    Port notify = port.noSendersRequest;
    port.noSendersRequest = null;
    if (notify != null) {
      kernel.notifications.sendOnce(notify);
    }
    if (reap) {
      kernel.messages.reap();
    }
    deadNames(port);
    kernel.timerCalls.portDestroyed(port);
  }

  private void deadNames(Port port) {
    RequestTable requests = port.requests;
    if (requests != null) {
      for (int i = 1; i < requests.size(); i++) {
        Port notify = requests.right(i);
        if (requests.name(i) != 0 && Port.valid(notify)) {
          kernel.notifications.deadName(notify, requests.name(i));
        }
      }
    }
  }

  /**
   * Takes a port away from the space that receives on it: what belonged to the receiver is
   * forgotten.
   */
  void clearReceiver(Port port) {
    removeFromAllSets(port);
    kernel.queues.wakeReceivers(port);
    port.makeSendCount = 0;
    port.sequenceNumber = 0;
    port.context = 0;
    port.guarded = false;
    port.strictGuard = false;
    port.immovableReceive = false;
    port.receiver = null;
    port.name = 0;
    port.destination = null;
  }

  void removeFromAllSets(Port port) {
    ArrayList<PortSet> sets = port.sets;
    if (sets != null) {
      for (PortSet set : sets) {
        set.members.remove(port);
        set.ready.remove(port);
      }
      port.sets = null;
    }
    ArrayList<PortSet> left = port.setsLeftReady;
    if (left != null) {
      for (PortSet set : left) {
        set.ready.remove(port);
      }
      port.setsLeftReady = null;
    }
  }

  void destroySet(PortSet set) {
    set.active = false;
    for (Port member : set.members) {
      ArrayList<PortSet> sets = member.sets;
      if (sets != null) {
        sets.remove(set);
      }
    }
    set.members.clear();
    set.ready.clear();
    Waiter waiter;
    while ((waiter = set.waitingReceivers.poll()) != null) {
      waiter.wake(Waiter.Outcome.PORT_GONE);
    }
  }

  /** Tells the send-possible requests that were armed, because there is room now. */
  void sendPossible(Port port) {
    RequestTable requests = port.requests;
    if (!port.sendPossibleArmed || requests == null) {
      return;
    }
    port.sendPossibleArmed = false;
    for (int i = 1; port.active && i < requests.size(); i++) {
      Port notify = requests.takeArmed(i);
      if (notify != null) {
        kernel.notifications.sendPossible(notify, requests.name(i));
      }
    }
  }

  /**
   * Tells whether sending a port's receive right to another would make a port wait for itself; if
   * not, notes where it goes.
   */
  boolean isCircular(Port port, Port destination) {
    for (Port each = destination; each != null; each = each.destination) {
      if (each == port) {
        return true;
      }
      if (!each.active || each.name != 0) {
        break;
      }
    }
    port.destination = destination;
    return false;
  }
}
