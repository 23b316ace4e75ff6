package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the agent's short answers, as {@code agent.c} and {@code space.c} write them. */
final class AgentAnswer {
  private static final Map<Character, String> RIGHTS =
      Map.of('S', "SEND", 'R', "RECEIVE", 'O', "SEND_ONCE", 'P', "PORT_SET", 'D', "DEAD_NAME");

  private static final Map<Character, String> STATUS = new TreeMap<>();

  static {
    STATUS.put('q', "qlimit");
    STATUS.put('m', "mscount");
    STATUS.put('e', "seqno");
    STATUS.put('c', "msgcount");
    STATUS.put('o', "sorights");
    STATUS.put('s', "srights");
    STATUS.put('n', "nsrequest");
    STATUS.put('p', "pdrequest");
  }

  private AgentAnswer() {}

  /**
   * Reads one answer.
   *
   * @param names what there was before; afterwards, what there is
   */
  static Outcome read(String line, Map<String, String> names) {
    int bar = line.indexOf('|');
    if (bar < 0) {
      throw new IllegalStateException("not an answer: " + line);
    }
    for (String change : line.substring(bar + 1).strip().split(" ")) {
      int colon = change.indexOf(':');
      if (colon > 0) {
        String name = change.substring(0, 1) + "$" + change.substring(1, colon);
        if (colon + 1 < change.length()) {
          names.put(name, entry(change.substring(colon + 1)));
        } else {
          names.remove(name);
        }
      }
    }
    String result = line.substring(0, bar);
    return new Outcome(
        result.startsWith("+") ? Results.SUCCESS + result.substring(1) : result, names);
  }

  private static String entry(String text) {
    List<String> parts = new ArrayList<>();
    Map<String, String> status = new TreeMap<>();
    StringBuilder members = new StringBuilder();
    for (String part : text.split(",")) {
      char kind = part.charAt(0);
      String value = part.substring(1);
      if (RIGHTS.containsKey(kind)) {
        parts.add(RIGHTS.get(kind) + "=" + value);
      } else if (STATUS.containsKey(kind)) {
        status.put(STATUS.get(kind), value);
      } else if (kind == '$') {
        members.append(part);
      } else {
        parts.add(kind == 'N' ? "DNREQUEST" : part);
      }
    }
    if (text.contains("R")) {
      STATUS.values().stream()
          .sorted()
          .forEach(field -> parts.add(field + "=" + status.getOrDefault(field, "0")));
    }
    if (text.contains("P")) {
      parts.add("members=" + members);
    }
    return String.join(",", parts);
  }
}
