package org.machapi.census;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.raw.IpcInfoNameLayout;

/**
 * The names of a port space that are in use, as one call of {@code mach_port_space_info} gave them:
 * a row for each. Numbers only, so that a large space costs 24 bytes for each name.
 */
final class SpaceTable {
  private static final int NOT_THERE = -1;
  private static final int ROW = IpcInfoNameLayout.SIZE / Integer.BYTES;
  private static final int NAME = IpcInfoNameLayout.IIN_NAME / Integer.BYTES;
  private static final int TYPE = IpcInfoNameLayout.IIN_TYPE / Integer.BYTES;
  private static final int REFERENCES = IpcInfoNameLayout.IIN_UREFS / Integer.BYTES;
  private static final int OBJECT = IpcInfoNameLayout.IIN_OBJECT / Integer.BYTES;

  private final int size;
  private final int[] names;
  private final int[] types;
  private final int[] references;
  private final int[] ports;

  /** Name and row, in the order of the names. */
  private final long[] byName;

  /**
   * Copies what is in use.
   *
   * @param words the array of {@code ipc_info_name_t}
   */
  SpaceTable(int[] words) {
    int used = 0;
    for (int at = 0; at < words.length; at += ROW) {
      used += words[at + TYPE] == 0 ? 0 : 1;
    }
    size = used;
    names = new int[used];
    types = new int[used];
    references = new int[used];
    ports = new int[used];
    byName = new long[used];
    int row = 0;
    for (int at = 0; at < words.length; at += ROW) {
      if (words[at + TYPE] != 0) {
        names[row] = words[at + NAME];
        types[row] = words[at + TYPE];
        references[row] = words[at + REFERENCES];
        ports[row] = words[at + OBJECT];
        byName[row] = key(names[row]) | row;
        row++;
      }
    }
    Arrays.sort(byName);
  }

  private static long key(int name) {
    return (long) name << Integer.SIZE;
  }

  int size() {
    return size;
  }

  int name(int row) {
    return names[row];
  }

  PortType type(int row) {
    return new PortType(types[row]);
  }

  /** Returns what is counted of send rights and dead names; of a receive right alone it is 0. */
  int counted(int row) {
    return references[row];
  }

  /** Returns the number of the port; 0 if the kernel does not tell. */
  int port(int row) {
    return ports[row];
  }

  boolean has(int name) {
    return row(name) != NOT_THERE;
  }

  /** Returns the row of a name; a negative number if it is not in use. */
  int row(int name) {
    int at = Arrays.binarySearch(byName, key(name));
    int next = at < 0 ? -at - 1 : at;
    return next < size && (int) (byName[next] >> Integer.SIZE) == name
        ? (int) byName[next]
        : NOT_THERE;
  }

  /** Tells whether a row is what it was in another table of the same space. */
  boolean isAsIn(SpaceTable other, int row, int otherRow) {
    return types[row] == other.types[otherRow]
        && references[row] == other.references[otherRow]
        && ports[row] == other.ports[otherRow];
  }

  /** Returns a name of a send right for each port that has a number. */
  Map<Integer, Integer> namesByPort() {
    Map<Integer, Integer> found = new HashMap<>();
    for (int row = 0; row < size; row++) {
      if (ports[row] != 0 && type(row).has(Right.SEND)) {
        found.putIfAbsent(ports[row], names[row]);
      }
    }
    return found;
  }

  /**
   * Tells whether a send right has so many references that a few more would reach the end of
   * counting, where they could not be given back.
   *
   * @param limit where counting ends
   * @param room how many more are wanted
   */
  boolean hasCountWithin(int limit, int room) {
    for (int row = 0; row < size; row++) {
      boolean isNear = references[row] < limit && references[row] >= limit - room;
      if (isNear && type(row).has(Right.SEND)) {
        return true;
      }
    }
    return false;
  }
}
