package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One recorded sequence: the state at the beginning, and the calls with what each of them did. */
final class TraceSequence {
  private final Fields fields;
  private final Map<String, Map<String, PortEntry>> initialState;
  private final List<Operation> operations = new ArrayList<>();

  private TraceSequence(Fields fields) {
    this.fields = fields;
    this.initialState = state(fields.object("init"));
  }

  static TraceSequence parse(Fields fields) {
    TraceSequence sequence = new TraceSequence(fields);
    sequence.id();
    Map<String, Map<String, PortEntry>> state = sequence.initialState;
    for (Fields recorded : fields.objects("ops")) {
      state = stateAfter(recorded, state);
      sequence.operations.add(
          operation(sequence.operations.size(), recorded, sequence.initialState, state));
    }
    if (fields.has("final") && !state(fields.object("final")).equals(state)) {
      throw fields.damaged("final", "not the state to which the changes of the calls lead");
    }
    return sequence;
  }

  String id() {
    return fields.text("id");
  }

  String title() {
    return fields.text("title", "");
  }

  /** The part of the collection that the sequence belongs to, or an empty text. */
  String topic() {
    return fields.text("topic", "");
  }

  Map<String, Map<String, PortEntry>> initialState() {
    return initialState;
  }

  List<Operation> operations() {
    return operations;
  }

  private static Operation operation(
      int index, Fields recorded, Map<String, ?> tasks, Map<String, Map<String, PortEntry>> state) {
    String task = recorded.text("task");
    if (!tasks.containsKey(task)) {
      throw recorded.damaged("task", "no task " + task + " in init");
    }
    return new Operation(
        index,
        task,
        (int) recorded.number("thread", 0),
        recorded.text("op"),
        recorded.object("args"),
        (int) recorded.number("krn"),
        recorded.has("out") ? recorded.object("out") : null,
        recorded.has("guard") ? recorded.objects("guard") : List.of(),
        state);
  }

  private static Map<String, Map<String, PortEntry>> stateAfter(
      Fields recorded, Map<String, Map<String, PortEntry>> before) {
    if (recorded.has("state")) {
      return state(recorded.object("state"));
    }
    Fields delta = recorded.object("delta");
    Map<String, Map<String, PortEntry>> after = new LinkedHashMap<>(before);
    if (recorded.text("op").equals("harness_task_exit")) {
      after.remove(recorded.text("task"));
    }
    for (String task : delta.names()) {
      Map<String, PortEntry> entries = new TreeMap<>(before.getOrDefault(task, Map.of()));
      Fields changes = delta.object(task);
      for (String symbol : changes.names()) {
        if (changes.isNull(symbol)) {
          entries.remove(symbol);
        } else {
          entries.put(symbol, PortEntry.parse(changes.object(symbol)));
        }
      }
      after.put(task, entries);
    }
    return after;
  }

  private static Map<String, Map<String, PortEntry>> state(Fields tasks) {
    Map<String, Map<String, PortEntry>> result = new LinkedHashMap<>();
    for (String task : tasks.names()) {
      Map<String, PortEntry> entries = new TreeMap<>();
      Fields symbols = tasks.object(task);
      for (String symbol : symbols.names()) {
        entries.put(symbol, PortEntry.parse(symbols.object(symbol)));
      }
      result.put(task, entries);
    }
    return result;
  }
}
