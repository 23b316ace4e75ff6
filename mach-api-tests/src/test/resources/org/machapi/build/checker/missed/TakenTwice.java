import org.machapi.MachThread;
import org.machapi.ThreadPort;
import org.machapi.ThreadPortList;

/** A place in a list, or in a message, that is empty already. */
final class TakenTwice {
  static void twice(ThreadPortList threads) {
    try (ThreadPort first = threads.take(0);
        ThreadPort again = threads.take(0)) {
      first.name();
    }
  }

  static int gone(ThreadPortList threads) {
    MachThread view = threads.get(0);
    threads.close();
    return view.name();
  }
}
