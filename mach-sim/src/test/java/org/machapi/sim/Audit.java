package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_RIGHTS;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts who holds which right, by looking at every name, every message in a queue, and every
 * request for a notification, and compares with what the ports themselves count.
 *
 * <p>The C interface shows a count; only from inside can be seen what is behind it. An audit knows
 * all ports that it has ever met, so that one that nobody holds any more is noticed.
 */
final class Audit {
  /** What was found of one port. */
  private static final class Holders {
    int receive;
    int send;
    int sendOnce;
    int messages;
  }

  private final Map<Port, Holders> known = new IdentityHashMap<>();
  private final ArrayDeque<Port> unread = new ArrayDeque<>();

  /** Counts anew, and fails where a right has been lost or invented. */
  void check(List<Task> tasks) {
    look(tasks);
    known.forEach(Audit::compare);
  }

  /** Counts anew, and meets the ports that have come. */
  void look(List<Task> tasks) {
    known.keySet().removeIf(port -> !port.active && port.firstMessage == null);
    unread.addAll(known.keySet());
    known.replaceAll((port, before) -> new Holders());
    for (Task task : tasks) {
      readNames(task.space);
    }
    for (Port port = unread.poll(); port != null; port = unread.poll()) {
      read(port, of(port));
    }
  }

  /** Returns how many names, messages and requests were found to hold a send right to a port. */
  int sendRights(Port port) {
    return known.get(port).send;
  }

  /** Returns how many of the ports that were ever met are alive, those of the kernel aside. */
  long alive() {
    return known.keySet().stream().filter(port -> port.active && isOrdinary(port)).count();
  }

  private static boolean isOrdinary(Port port) {
    return !port.isKernelObject() && port.kernelReceiver == null;
  }

  private Holders of(Port port) {
    Holders holders = known.get(port);
    if (holders == null) {
      holders = new Holders();
      known.put(port, holders);
      unread.add(port);
    }
    return holders;
  }

  private void readNames(Space space) {
    for (int index = 1; index < space.tableSize(); index++) {
      if (!space.has(index, MACH_PORT_TYPE_PORT_RIGHTS)) {
        continue;
      }
      Port port = space.port(index);
      Holders holders = of(port);
      if (space.has(index, MACH_PORT_TYPE_RECEIVE)) {
        holders.receive++;
        assertThat(port.receiver).as("the space of a receive right").isSameAs(space);
        assertThat(port.name).as("the name of a receive right").isEqualTo(space.name(index));
      }
      if (space.has(index, MACH_PORT_TYPE_SEND)) {
        holders.send++;
        assertThat(space.indexOf(port)).as("the one name of a send right").isEqualTo(index);
      }
      if (space.has(index, MACH_PORT_TYPE_SEND_ONCE)) {
        holders.sendOnce++;
      }
    }
  }

  private void read(Port port, Holders holders) {
    for (Message each = port.firstMessage; each != null; each = each.next) {
      holders.messages++;
      assertThat(each.remote).as("where a message in a queue goes").isSameAs(port);
      count(each.remote, each.remoteDisposition);
      count(each.local, each.localDisposition);
      for (Descriptor descriptor : each.descriptors) {
        read(descriptor);
      }
    }
    count(port.noSendersRequest, Dispositions.SEND_ONCE);
    count(port.portDestroyedRequest, Dispositions.SEND_ONCE);
    RequestTable requests = port.active ? port.requests : null;
    for (int i = 1; requests != null && i < requests.size(); i++) {
      count(requests.right(i), Dispositions.SEND_ONCE);
    }
  }

  private void read(Descriptor descriptor) {
    if (descriptor instanceof Descriptor.Right right) {
      count(right.port(), right.disposition());
    } else if (descriptor instanceof Descriptor.GuardedRight right) {
      count(right.port(), right.disposition());
    } else if (descriptor instanceof Descriptor.Rights rights && rights.ports() != null) {
      for (Port port : rights.ports()) {
        count(port, rights.disposition());
      }
    }
  }

  private void count(Port port, int disposition) {
    if (!Port.valid(port)) {
      return;
    }
    Holders holders = of(port);
    switch (disposition) {
      case Dispositions.RECEIVE -> {
        holders.receive++;
        assertThat(port.receiver).as("the receiver of a port in a message").isNull();
      }
      case Dispositions.SEND -> holders.send++;
      case Dispositions.SEND_ONCE -> holders.sendOnce++;
      default -> throw new AssertionError("disposition " + disposition + " in the kernel");
    }
  }

  private static void compare(Port port, Holders holders) {
    if (!port.active) {
      assertThat(port.firstMessage).as("the queue of a dead port").isNull();
    } else if (isOrdinary(port)) {
      assertThat(holders.receive).as("who holds the receive right").isEqualTo(1);
      assertThat(holders.send).as("who holds send rights").isEqualTo(port.sendRights);
      assertThat(holders.sendOnce).as("who holds send-once rights").isEqualTo(port.sendOnceRights);
      assertThat(holders.messages).as("messages in the queue").isEqualTo(port.messageCount);
    }
  }
}
