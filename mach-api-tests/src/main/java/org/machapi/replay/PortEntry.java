package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a task can read about one of its names.
 *
 * @param type the type bits of {@code mach_port_type}
 * @param references user references by right; rights without any are left out
 * @param status for receive rights, the values of {@code MACH_PORT_RECEIVE_STATUS} and {@code
 *     srights_count}; those that are 0 are left out
 * @param members for port sets, the members by symbol
 * @param label what the recording calls the port; no program can read it, so it is no part of a
 *     comparison
 */
record PortEntry(
    int type,
    Map<String, Long> references,
    Map<String, Long> status,
    @Nullable Set<String> members,
    @Nullable String label) {

  private static final Set<String> STATUS_FIELDS =
      Set.of(
          "seqno",
          "mscount",
          "qlimit",
          "msgcount",
          "sorights",
          "srights",
          "nsrequest",
          "pdrequest",
          "flags",
          "srights_count");

  private static final Set<String> BOOLEANS = Set.of("srights", "nsrequest", "pdrequest");

  static PortEntry parse(Fields fields) {
    int type = 0;
    for (int bit : fields.allCoded("type", TraceSymbols.TYPE_BITS)) {
      type |= bit;
    }
    return new PortEntry(
        type,
        references(fields.object("refs")),
        fields.has("status") ? status(fields.object("status")) : Map.of(),
        fields.has("members") ? new TreeSet<>(fields.texts("members")) : null,
        fields.has("port") ? fields.text("port") : null);
  }

  /** Whether a program can tell the two apart. */
  boolean looksLike(PortEntry other) {
    return differences(other).isEmpty();
  }

  /** What differs, as "field: expected A, got B". This is the expected one. */
  List<String> differences(PortEntry actual) {
    List<String> result = new ArrayList<>();
    if (type != actual.type) {
      result.add(
          "type: expected "
              + TraceSymbols.types(type)
              + ", got "
              + TraceSymbols.types(actual.type));
    }
    compare("refs", references, actual.references, result);
    compare("status", status, actual.status, result);
    if (!String.valueOf(members).equals(String.valueOf(actual.members))) {
      result.add("members: expected " + members + ", got " + actual.members);
    }
    return result;
  }

  @Override
  public String toString() {
    return TraceSymbols.types(type)
        + " refs "
        + new TreeMap<>(references)
        + (status.isEmpty() ? "" : " status " + new TreeMap<>(status))
        + (members == null ? "" : " members " + members);
  }

  private static void compare(
      String what, Map<String, Long> expected, Map<String, Long> actual, List<String> result) {
    if (expected.equals(actual)) {
      return;
    }
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    for (String name : names) {
      long wanted = expected.getOrDefault(name, 0L);
      long found = actual.getOrDefault(name, 0L);
      if (wanted != found) {
        result.add(what + "." + name + ": expected " + wanted + ", got " + found);
      }
    }
  }

  private static Map<String, Long> references(Fields fields) {
    Map<String, Long> result = new LinkedHashMap<>();
    for (String right : fields.names()) {
      if (!TraceSymbols.RIGHTS.containsKey(right)) {
        throw fields.damaged(right, "no such right");
      }
      result.put(right, fields.number(right));
    }
    return result;
  }

  private static Map<String, Long> status(Fields fields) {
    Map<String, Long> result = new LinkedHashMap<>();
    for (String name : fields.names()) {
      if (!STATUS_FIELDS.contains(name)) {
        throw fields.damaged(name, "no such status field");
      }
      long value = BOOLEANS.contains(name) ? (fields.flag(name) ? 1 : 0) : fields.number(name);
      if (value != 0) {
        result.put(name, value);
      }
    }
    return result;
  }
}
