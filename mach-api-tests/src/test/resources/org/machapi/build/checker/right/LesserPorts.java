import org.machapi.InspectableTask;
import org.machapi.InspectableThread;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.NamedTask;
import org.machapi.ReadableTask;
import org.machapi.ReadableThread;
import org.machapi.SendRight;
import org.machapi.Suspension;
import org.machapi.TaskInspectPort;
import org.machapi.TaskNamePort;
import org.machapi.TaskReadPort;
import org.machapi.ThreadInspectPort;
import org.machapi.ThreadReadPort;

/** Ports that allow less, and views that ask for no more than they need. */
final class LesserPorts {
  static long footprint(NamedTask task) throws MachException {
    return task.info().residentSize();
  }

  static long ofAnotherProcess(Mach mach, int pid) throws MachException {
    try (TaskNamePort name = TaskNamePort.forPid(mach, pid)) {
      return footprint(name);
    }
  }

  static int downward(ReadableTask task) throws MachException {
    try (TaskReadPort read = task.readPort();
        TaskInspectPort inspect = read.inspectPort();
        TaskNamePort name = inspect.namePort()) {
      return name.pid();
    }
  }

  static String thread(ReadableThread thread) throws MachException {
    try (ThreadReadPort read = thread.readPort();
        Suspension stopped = read.suspend();
        ThreadInspectPort inspect = read.inspectPort()) {
      return inspect.threadName();
    }
  }

  static TaskInspectPort given(InspectableTask task) throws MachException {
    return task.inspectPort();
  }

  static SendRight copied(InspectableThread thread) throws MachException {
    return thread.copy();
  }

  static int borrowed(TaskInspectPort port) throws MachException {
    try (SendRight copy = copyOf(port)) {
      return copy.name();
    }
  }

  static TaskInspectPort copyOf(TaskInspectPort port) throws MachException {
    return port.copy();
  }
}
