import org.machapi.MachThread;
import org.machapi.Suspension;

/** What was stopped stands still until the suspension is closed. */
final class SuspensionNotClosed {
  static void forgotten(MachThread thread) {
    thread.suspend(); // error: thread or task may stand still for ever
  }

  static long lostWhenALookFails(MachThread thread) {
    Suspension stopped = thread.suspend(); // error: thread or task may stand still for ever: stopped (Suspension) is not closed when thread.threadId() fails
    long id = thread.threadId();
    stopped.close();
    return id;
  }
}
