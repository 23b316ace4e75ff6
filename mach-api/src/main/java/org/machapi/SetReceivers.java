package org.machapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.PortConstants;

/**
 * Those who receive from a port set: they are woken through a private member of it.
 *
 * <p>The leak checker cannot follow rights in a map, which are not owned here, nor one in a field
 * that is written later, which {@link #close()} closes.
 */
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class SetReceivers extends Receivers {
  /** Made by the first that waits; whatever ends the set closes it. */
  private volatile @Nullable ReceiveRight wakePort;

  /** The members that were added through the set's object, by name. */
  private final Map<Integer, ReceiveRight> members = new ConcurrentHashMap<>();

  void added(int name, ReceiveRight member) {
    members.values().removeIf(PortRight::isOver);
    members.put(name, member);
  }

  void removed(int name) {
    members.remove(name);
  }

  @Override
  int wakeName(int name) {
    ReceiveRight port = wakePort;
    return port == null ? PortConstants.MACH_PORT_NULL : port.name();
  }

  @Override
  void prepareWakes(Mach mach, int name) throws MachException {
    if (wakePort != null) {
      return;
    }
    ReceiveRight port = ReceiveRight.allocate(mach);
    int code = mach.library().mach_port_insert_member(mach.taskSelf(), port.name(), name);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      port.close();
      throw mach.failure("mach_port_insert_member", code, name);
    }
    wakePort = port;
  }

  /**
   * Sends a wake on that came through the set, but was for who waits at the member itself. (Who
   * waits there directly is served before those at a set, once he is in the kernel.)
   */
  @Override
  void wakeOfAnother(int name) {
    ReceiveRight member = members.get(name);
    if (member != null) {
      member.wakeAgain();
    }
  }

  /** Destroys the private member. Nobody waits any more. */
  void close() {
    ReceiveRight port = wakePort;
    if (port != null) {
      port.close();
    }
  }
}
