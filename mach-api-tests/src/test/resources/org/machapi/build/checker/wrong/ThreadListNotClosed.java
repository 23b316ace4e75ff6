import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.InspectableTask;
import org.machapi.InspectableThread;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.Task;
import org.machapi.ThreadList;
import org.machapi.ThreadPort;
import org.machapi.ThreadPortList;

/** A list of threads owns a right to each of them. */
final class ThreadListNotClosed {
  static int counted(Task task) throws MachException {
    return task.threads().size(); // error: list may never be closed, and a right to each of its threads leak: task.threads() (ThreadPortList)
  }

  static long walked(Task task) throws MachException {
    long sum = 0;
    for (MachThread thread : task.threads()) { // error: list may never be closed
      sum += thread.threadId();
    }
    return sum;
  }

  static void lostWhenALookFails(InspectableTask task) throws MachException {
    ThreadList<? extends InspectableThread> threads = task.threads(); // error: list may never be closed, and a right to each of its threads leak: threads
    for (InspectableThread thread : threads) {
      thread.threadId();
    }
    threads.close();
  }

  static long taken(ThreadPortList threads) throws MachException {
    ThreadPort first = threads.take(0); // error: port right may leak: first (ThreadPort)
    return first.threadId();
  }

  static void takenAndDropped(ThreadList<?> threads) {
    threads.take(0); // error: port right may leak: threads.take(0)
  }

  static MachThread afterClose(@Owning ThreadPortList threads) {
    threads.close();
    return threads.get(0); // error: used after it was closed or given away
  }
}
