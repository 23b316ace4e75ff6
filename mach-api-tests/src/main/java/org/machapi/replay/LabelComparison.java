package org.machapi.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;
import org.machapi.raw.Symbols;

/**
 * Compares which names stand for the same port, in one task and across tasks.
 *
 * <p>No call tells that, but a task has only one name for all its send rights to one port. So the
 * observer takes a send right through each name; same name in the observer, same port. This changes
 * the ports' counts, and is done when the sequence is over. Send-once rights stay out, because each
 * has a name of its own, and so do rights that nothing can move.
 */
final class LabelComparison {
  private static final Map<String, Integer> KINDS =
      Map.of(
          "task", KobjectConstants.IKOT_TASK_CONTROL,
          "thread", KobjectConstants.IKOT_THREAD_CONTROL,
          "host", KobjectConstants.IKOT_HOST);

  private final Observer observer;
  private final Map<String, Integer> nameByLabel = new HashMap<>();
  private final Map<Integer, String> labelByName = new HashMap<>();
  private final List<String[]> differences = new ArrayList<>();

  LabelComparison(Observer observer) {
    this.observer = observer;
  }

  /** Compares; each difference is where, expected, got. */
  List<String[]> compare(Machine machine, Map<String, Map<String, PortEntry>> finalState) {
    for (Map.Entry<String, Map<String, PortEntry>> state : finalState.entrySet()) {
      MachineTask task = machine.task(state.getKey());
      for (Map.Entry<String, PortEntry> entry : state.getValue().entrySet()) {
        @Nullable Integer name = task.names().number(entry.getKey());
        @Nullable String label = entry.getValue().label();
        if (name != null && label != null) {
          compare(state.getKey() + " " + entry.getKey(), task, name, entry.getValue(), label);
        }
      }
    }
    return differences;
  }

  private void compare(String where, MachineTask task, int name, PortEntry entry, String label) {
    int seen;
    if ((entry.type() & PortConstants.MACH_PORT_TYPE_SEND) != 0) {
      seen = observer.takeSendRight(task.seenAs(), name, MessageConstants.MACH_MSG_TYPE_COPY_SEND);
    } else if ((entry.type() & PortConstants.MACH_PORT_TYPE_RECEIVE) != 0) {
      seen = observer.takeSendRight(task.seenAs(), name, MessageConstants.MACH_MSG_TYPE_MAKE_SEND);
    } else {
      return;
    }
    compareKind(where, observer.kernelObjectType(task.seenAs(), name), label);
    if (seen == PortConstants.MACH_PORT_NULL) {
      return;
    }
    @Nullable Integer known = nameByLabel.putIfAbsent(label, seen);
    @Nullable String other = labelByName.putIfAbsent(seen, label);
    if (other != null && !other.equals(label)) {
      differences.add(new String[] {where, "port " + label, "port " + other});
    } else if (known != null && known != seen) {
      differences.add(new String[] {where, "port " + label, "another port"});
    }
  }

  /** The labels of the ports of tasks, threads and the host say so. */
  private void compareKind(String where, int type, String label) {
    for (Map.Entry<String, Integer> kind : KINDS.entrySet()) {
      if (label.startsWith(kind.getKey()) && type != kind.getValue()) {
        differences.add(
            new String[] {where, "port " + label, "a port of " + Symbols.kobject(type)});
      }
    }
  }
}
