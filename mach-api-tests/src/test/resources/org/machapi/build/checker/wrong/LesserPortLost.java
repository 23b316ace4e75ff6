import org.machapi.InspectableThread;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReadableTask;
import org.machapi.ReadableThread;
import org.machapi.TaskInfo;
import org.machapi.TaskInspectPort;
import org.machapi.TaskNamePort;
import org.machapi.TaskReadPort;
import org.machapi.ThreadInspectPort;

/** A port that allows less is a right of its own. */
final class LesserPortLost {
  static int chained(ReadableTask task) throws MachException {
    return task.inspectPort().pid(); // error: port right may leak: task.inspectPort() (TaskInspectPort)
  }

  static TaskInfo info(ReadableTask task) throws MachException {
    TaskReadPort read = task.readPort(); // error: port right may leak: read (TaskReadPort) is not closed when read.info() fails
    TaskInfo info = read.info();
    read.close();
    return info;
  }

  static int ofAnotherProcess(Mach mach, int pid) throws MachException {
    TaskNamePort name = TaskNamePort.forPid(mach, pid); // error: port right may leak: name (TaskNamePort)
    return name.name();
  }

  static long thread(InspectableThread thread) throws MachException {
    ThreadInspectPort inspect = thread.inspectPort(); // error: port right may leak: inspect (ThreadInspectPort)
    return inspect.threadId();
  }

  static String afterClose(ReadableThread thread) throws MachException {
    ThreadInspectPort inspect = thread.inspectPort();
    inspect.close();
    return inspect.threadName(); // error: used after it was closed or given away
  }

  static int taskAfterClose(ReadableTask task) throws MachException {
    TaskInspectPort inspect = task.inspectPort();
    inspect.close();
    return inspect.pid(); // error: used after it was closed or given away
  }
}
