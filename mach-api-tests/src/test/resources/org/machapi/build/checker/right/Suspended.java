import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.Suspension;
import org.machapi.Task;

/** Stopped, looked at, and on it goes. */
final class Suspended {
  static String name(MachThread thread) throws MachException {
    try (Suspension stopped = thread.suspend()) {
      return thread.threadName();
    }
  }

  static void inTheEnd(Task task, Runnable action) throws MachException {
    Suspension stopped = task.suspend();
    try {
      action.run();
    } finally {
      stopped.close();
    }
  }
}
