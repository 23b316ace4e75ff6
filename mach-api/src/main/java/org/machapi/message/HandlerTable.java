package org.machapi.message;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which handler is for which message numbers. */
final class HandlerTable {
  /** By the first number of each range; no two overlap. */
  private final NavigableMap<Integer, Range> ranges;

  private record Range(int last, MessageHandler handler) {}

  HandlerTable() {
    this.ranges = new TreeMap<>();
  }

  HandlerTable(HandlerTable other) {
    this.ranges = new TreeMap<>(other.ranges);
  }

  void add(int first, int count, MessageHandler handler) {
    if (count <= 0 || first > Integer.MAX_VALUE - count + 1) {
      throw new IllegalArgumentException("no " + count + " message numbers from " + first + " on");
    }
    int last = first + count - 1;
    Map.Entry<Integer, Range> before = ranges.floorEntry(last);
    if (before != null && before.getValue().last() >= first) {
      throw new IllegalArgumentException(
          "message " + Math.max(first, before.getKey()) + " has a handler already");
    }
    ranges.put(first, new Range(last, handler));
  }

  @Nullable MessageHandler find(int id) {
    Map.Entry<Integer, Range> range = ranges.floorEntry(id);
    return range != null && id <= range.getValue().last() ? range.getValue().handler() : null;
  }
}
