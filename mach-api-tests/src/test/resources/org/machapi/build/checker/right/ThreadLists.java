import org.machapi.InspectableTask;
import org.machapi.InspectableThread;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.SendRight;
import org.machapi.Task;
import org.machapi.TaskReadPort;
import org.machapi.ThreadList;
import org.machapi.ThreadPort;
import org.machapi.ThreadPortList;
import org.machapi.ThreadReadPort;
import org.machapi.ThreadReadPortList;

/** Views of the threads while the list is open; what is taken outlives it. */
final class ThreadLists {
  static long walked(Task task) throws MachException {
    long sum = 0;
    try (ThreadPortList threads = task.threads()) {
      for (MachThread thread : threads) {
        sum += thread.threadId();
      }
    }
    return sum;
  }

  static String ofAnyFlavour(InspectableTask task) throws MachException {
    StringBuilder names = new StringBuilder();
    try (ThreadList<? extends InspectableThread> threads = task.threads()) {
      for (InspectableThread thread : threads) {
        names.append(thread.threadName());
      }
      for (int i = 0; i < threads.size(); i++) {
        names.append(threads.get(i).threadId());
      }
    }
    return names.toString();
  }

  static ThreadPort found(Task task, long id) throws MachException {
    try (ThreadPortList threads = task.threads()) {
      for (int i = 0; i < threads.size(); i++) {
        if (threads.get(i).threadId() == id) {
          return threads.take(i);
        }
      }
    }
    return null;
  }

  static boolean isAlive(TaskReadPort task) throws MachException {
    try (ThreadReadPortList threads = task.threads();
        ThreadReadPort first = threads.take(0)) {
      return !first.isDead();
    }
  }

  static int anyRight(ThreadList<?> threads) {
    try (SendRight right = threads.take(0)) {
      return right.name();
    }
  }

  static ThreadPort copied(Task task) throws MachException {
    try (ThreadPortList threads = task.threads()) {
      return threads.get(0).copy();
    }
  }

  static ThreadPortList given(Task task) throws MachException {
    return task.threads();
  }
}
