package org.machapi.sim;

import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what the ports count with who holds rights to them: names, messages in queues, messages
 * within those, and notification requests. For kernels with one task that has set no special and no
 * exception ports.
 */
final class RightsAccount {
  private static final class Holders {
    int receive;
    int send;
    int sendOnce;
  }

  private final Map<Port, Holders> holders = new IdentityHashMap<>();
  private final List<Port> seen = new ArrayList<>();
  private final ArrayDeque<Port> unread = new ArrayDeque<>();
  private final List<String> differences = new ArrayList<>();

  private RightsAccount() {}

  /**
   * Returns what does not fit, one sentence each.
   *
   * @param made ports to look at beside those that are found, lest one be lost with its last holder
   */
  static List<String> differences(Space space, Collection<Port> made) {
    RightsAccount account = new RightsAccount();
    made.forEach(account::of);
    for (int index = 1; index < space.tableSize(); index++) {
      account.addName(space, index);
    }
    Port port;
    while ((port = account.unread.poll()) != null) {
      account.addWhatIsIn(port);
    }
    for (int i = 0; i < account.seen.size(); i++) {
      account.compare("port " + i, account.seen.get(i));
    }
    if (space.used() != space.countOfNames()) {
      account.differences.add(space.used() + " entries for " + space.countOfNames() + " names");
    }
    return account.differences;
  }

  private Holders of(Port port) {
    Holders known = holders.get(port);
    if (known == null) {
      known = new Holders();
      holders.put(port, known);
      seen.add(port);
      unread.add(port);
    }
    return known;
  }

  private void addName(Space space, int index) {
    if (space.has(index, MACH_PORT_TYPE_RECEIVE)) {
      Port port = space.port(index);
      of(port).receive++;
      if (port.receiver != space || port.name != space.name(index)) {
        differences.add("a port does not know its name 0x" + Integer.toHexString(port.name));
      }
    }
    if (space.has(index, MACH_PORT_TYPE_SEND)) {
      of(space.port(index)).send++;
    }
    if (space.has(index, MACH_PORT_TYPE_SEND_ONCE)) {
      of(space.port(index)).sendOnce++;
    }
  }

  private void addWhatIsIn(Port port) {
    int messages = 0;
    for (Message message = port.firstMessage; message != null; message = message.next) {
      messages++;
      add(message.remote, message.remoteDisposition);
      add(message.local, message.localDisposition);
      for (Descriptor descriptor : message.descriptors) {
        add(descriptor);
      }
    }
    if (messages != port.messageCount) {
      differences.add(messages + " messages, and " + port.messageCount + " are counted");
    }
    add(port.noSendersRequest, Dispositions.SEND_ONCE);
    add(port.portDestroyedRequest, Dispositions.SEND_ONCE);
    RequestTable requests = port.requests;
    for (int i = 1; requests != null && i < requests.size(); i++) {
      add(requests.right(i), Dispositions.SEND_ONCE);
    }
  }

  private void add(Descriptor descriptor) {
    if (descriptor instanceof Descriptor.Right right) {
      add(right.port(), right.disposition());
    } else if (descriptor instanceof Descriptor.GuardedRight right) {
      add(right.port(), right.disposition());
    } else if (descriptor instanceof Descriptor.Rights rights && rights.ports() != null) {
      for (Port port : rights.ports()) {
        add(port, rights.disposition());
      }
    }
  }

  private void add(Port port, int disposition) {
    if (!Port.valid(port)) {
      return;
    }
    switch (disposition) {
      case Dispositions.RECEIVE -> of(port).receive++;
      case Dispositions.SEND -> of(port).send++;
      case Dispositions.SEND_ONCE -> of(port).sendOnce++;
      default -> differences.add("a right of the kind " + disposition);
    }
  }

  /** What a dead port counts nobody asks any more, so only its queue is looked at. */
  private void compare(String what, Port port) {
    Holders held = of(port);
    if (!port.active) {
      expect(what + " is dead; receive rights", 0, held.receive);
      expect(what + " is dead; messages", 0, port.messageCount);
      return;
    }
    expect(what + ", receive rights", port.isKernelObject() ? 0 : 1, held.receive);
    expect(what + ", send rights", port.sendRights, held.send);
    expect(what + ", send-once rights", port.sendOnceRights, held.sendOnce);
  }

  private void expect(String what, int counted, int held) {
    if (counted != held) {
      differences.add(what + ": " + counted + " counted, " + held + " held");
    }
  }
}
