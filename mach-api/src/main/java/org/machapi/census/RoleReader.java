package org.machapi.census;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.HostPort;
import org.machapi.HostSpecialPort;
import org.machapi.HostSpecialPorts;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.TaskSpecialPort;
import org.machapi.TaskSpecialPorts;
import org.machapi.ThreadPortList;
import org.machapi.exception.ExceptionHandler;
import org.machapi.exception.ExceptionHandlers;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KobjectConstants;

/**
 * Asks which ports the kernel keeps for a task, its threads and the host: exception ports, special
 * ports, registered ports.
 *
 * <p>Each of these questions is answered with rights, which add references, and perhaps names, to
 * the own task. They are given back at once, question by question, whatever happens.
 */
final class RoleReader {
  /** Most references that one question can add to a name: one for each exception type, and more. */
  static final int MOST_REFERENCES = 64;

  private static final ExceptionMask EVERY_TYPE =
      new ExceptionMask(
          ExceptionConstants.EXC_MASK_ALL
              | ExceptionConstants.EXC_MASK_CRASH
              | ExceptionConstants.EXC_MASK_CORPSE_NOTIFY);

  /** Is told of what a question brought, while the rights are held. */
  interface Sink {
    void found(List<Found> found) throws MachException;
  }

  /** A name of the own task, and what the port is used for. */
  record Found(int name, PortRole role) {}

  private final Sink sink;
  private final Collection<String> unread;
  private final Set<Long> threads = new HashSet<>();

  RoleReader(Sink sink, Collection<String> unread) {
    this.sink = sink;
    this.unread = unread;
  }

  /** The numbers of the threads of the tasks that were asked. */
  Set<Long> threads() {
    return threads;
  }

  /** Asks about a task, but not its threads. */
  void read(Task task) {
    exceptions(ExceptionPorts.of(task), "task");
    for (TaskSpecialPort which : TaskSpecialPort.values()) {
      try (@Nullable SendRight right = TaskSpecialPorts.of(task).get(which)) {
        special(right, which.name(), "task");
      } catch (MachException e) {
        // Each kernel has some of them only.
        noteUnless(KernReturnConstants.KERN_INVALID_ARGUMENT, e);
      }
    }
  }

  /** Asks about the threads of a task. */
  void readThreads(Task task) {
    try (ThreadPortList list = task.threads()) {
      readThreads(list);
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
    }
  }

  /** Asks about these threads, which stay with the list. */
  void readThreads(ThreadPortList list) {
    for (MachThread thread : list) {
      read(thread);
    }
  }

  private void read(MachThread thread) {
    try {
      long id = thread.threadId();
      threads.add(id);
      exceptions(ExceptionPorts.of(thread), "thread " + id);
    } catch (DeadNameException e) {
      // It has ended, and with it all that was kept for it.
    } catch (MachException e) {
      noteUnless(KernReturnConstants.KERN_INVALID_ARGUMENT, e);
    }
  }

  /** Asks for the registered ports, which one may do for the own task only. */
  void readRegistered(Mach mach) {
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      List<Found> found = new ArrayList<>();
      for (int place = 0; place < RegisteredPorts.PLACES; place++) {
        SendView right = ports.at(place);
        if (right != null) {
          PortRole.Kind kind = PortRole.Kind.REGISTERED_PORT;
          found.add(new Found(right.name(), new PortRole(kind, "task", String.valueOf(place))));
        }
      }
      sink.found(found);
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
    }
  }

  /** Asks about the host, if the own task has the privileged port. */
  void readHost(Mach mach) {
    try (HostPort host = HostPort.self(mach)) {
      if (!mayAsk(host)) {
        return;
      }
      for (HostSpecialPort which : HostSpecialPort.values()) {
        try (@Nullable SendRight right = HostSpecialPorts.of(host).get(which)) {
          special(right, which.name(), "host");
        } catch (MachException e) {
          noteUnless(KernReturnConstants.KERN_INVALID_ARGUMENT, e);
        }
      }
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
    }
  }

  /** Asks for the exception ports of the host; false if the port is the ordinary one. */
  private boolean mayAsk(HostPort host) throws MachException {
    try (ExceptionHandlers handlers = ExceptionPorts.of(host).get(EVERY_TYPE)) {
      sink.found(found(handlers, "host"));
      return true;
    } catch (MachException e) {
      if (host.kernelObject().type() == KobjectConstants.IKOT_HOST_PRIV) {
        unread.add(ObjectReader.answer(e));
        return true;
      }
      // What the ordinary port is answered.
      noteUnless(KernReturnConstants.KERN_INVALID_ARGUMENT, e);
      return false;
    }
  }

  private void exceptions(ExceptionPorts ports, String holder) {
    try (ExceptionHandlers handlers = ports.get(EVERY_TYPE)) {
      sink.found(found(handlers, holder));
    } catch (DeadNameException e) {
      // It has ended, and with it all that was kept for it.
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e) + " (" + holder + ")");
    }
  }

  private static List<Found> found(ExceptionHandlers handlers, String holder) {
    List<Found> found = new ArrayList<>();
    for (ExceptionHandler handler : handlers) {
      SendView port = handler.port();
      if (port != null) {
        String which =
            handler.mask() + ", " + handler.behaviour() + ", flavour " + handler.flavour();
        found.add(
            new Found(port.name(), new PortRole(PortRole.Kind.EXCEPTION_PORT, holder, which)));
      }
    }
    return found;
  }

  private void special(@Nullable SendView right, String which, String holder) throws MachException {
    if (right != null) {
      PortRole role = new PortRole(PortRole.Kind.SPECIAL_PORT, holder, which);
      sink.found(List.of(new Found(right.name(), role)));
    }
  }

  private void noteUnless(int expected, MachException e) {
    if (!e.kernReturn().equals(new KernReturn(expected))) {
      unread.add(ObjectReader.answer(e));
    }
  }
}
