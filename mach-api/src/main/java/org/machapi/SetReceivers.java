package org.machapi;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who receive from a port set: they are woken through a private member of it.
 *
 * <p>The leak checker cannot follow rights in a map, which are not owned here.
 */
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class SetReceivers extends Receivers {
  private final WakePort wakePort;

  /**
   * The members that were added through the set's object, by name. Weakly: a member that its owner
   * forgot is to be found lost, and who waits there keeps it.
   */
  private final Map<Integer, WeakReference<ReceiveRight>> members = new ConcurrentHashMap<>();

  SetReceivers(WakePort wakePort) {
    this.wakePort = wakePort;
  }

  void added(int name, ReceiveRight member) {
    members.values().removeIf(SetReceivers::isOver);
    members.put(name, new WeakReference<>(member));
  }

  private static boolean isOver(WeakReference<ReceiveRight> reference) {
    ReceiveRight member = reference.get();
    return member == null || member.isOver();
  }

  void removed(int name) {
    members.remove(name);
  }

  @Override
  int wakeName(int name) {
    return wakePort.name();
  }

  @Override
  void prepareWakes(Mach mach, int name) throws MachException {
    wakePort.joinTo(mach, name);
  }

  /**
   * Sends a wake on that came through the set, but was for who waits at the member itself. (Who
   * waits there directly is served before those at a set, once he is in the kernel.)
   */
  @Override
  void wakeOfAnother(int name) {
    WeakReference<ReceiveRight> reference = members.get(name);
    ReceiveRight member = reference == null ? null : reference.get();
    if (member != null) {
      member.wakeAgain();
    }
  }
}
