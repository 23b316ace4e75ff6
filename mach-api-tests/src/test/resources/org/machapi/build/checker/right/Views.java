import java.util.ArrayList;
import java.util.List;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.TaskPort;

/** A view has nothing to close. */
final class Views {
  static int task() {
    return TaskPort.self().name();
  }

  static boolean look(SendView right) throws MachException {
    SendView same = right;
    return same.isDead();
  }

  static int asAView(ReceiveView port) throws MachException {
    try (SendRight right = port.makeSend()) {
      SendView view = right;
      return view.name();
    }
  }

  static List<SendView> many(SendView first, SendView second) {
    List<SendView> views = new ArrayList<>();
    views.add(first);
    views.add(second);
    return views;
  }

  static int rightsAsViews(ReceiveView port, List<SendView> views) throws MachException {
    try (SendRight right = port.makeSend()) {
      views.add(right);
      return views.size();
    }
  }
}
