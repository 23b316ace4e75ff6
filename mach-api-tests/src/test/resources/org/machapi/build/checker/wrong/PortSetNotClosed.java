import org.machapi.MachException;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;

/** A set is a right like any other, and its members do not own it. */
final class PortSetNotClosed {
  static void forgotten(ReceiveView member) throws MachException {
    PortSet set = PortSet.allocate(); // error: port set may leak: set (PortSet) is not closed when set.add(member) fails
    set.add(member);
  }

  static void memberLost(PortSet set) throws MachException {
    ReceiveRight member = ReceiveRight.allocate(); // error: port may leak: member (ReceiveRight) is not closed when set.add(member) fails
    set.add(member);
    member.close();
  }

  static boolean usedAfterClose(ReceiveView member) throws MachException {
    PortSet set = PortSet.allocate();
    set.close();
    return set.contains(member); // error: used after it was closed or given away
  }

  static int[] usedAfterLeaving() throws MachException {
    PortSet set = PortSet.allocate();
    set.relinquish();
    return set.members(); // error: used after it was closed or given away
  }
}
