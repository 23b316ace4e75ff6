package org.machapi.sim;

import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DNREQUEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SPREQUEST;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SPREQUEST_DELAYED;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The dead-name and send-possible requests on one port. The place of a request in this table
 * decides the order of the notifications when the port dies, so places are given out in the order
 * of the real kernel: of the free places of a table that grew the highest first, and a freed place
 * again before any other.
 */
final class RequestTable {
  /**
   * The sizes that a table grows through; the last place of the table of sizes stands for no more.
   */
  private static final int[] SIZES = sizes();

  private int step;
  private int[] names;
  private @Nullable Port[] rights;
  private boolean[] sendPossible;
  private boolean[] armed;
  private int[] nextFree;
  private int firstFree;

  /** Makes a table with at least so many places, one of which is never used. */
  RequestTable(int wanted) {
    int first = 0;
    while (first < SIZES.length - 1 && SIZES[first] < wanted) {
      first++;
    }
    step = first;
    int size = SIZES[first];
    names = new int[size];
    rights = new Port[size];
    sendPossible = new boolean[size];
    armed = new boolean[size];
    nextFree = new int[size];
    free(1);
  }

  private static int[] sizes() {
    // 16 bytes an element: doubling up to a page of 4096 bytes, then by a page at a time, and in
    // larger steps later.
    int[] sizes = new int[62];
    int count = 0;
    int bytes = 32;
    for (; bytes < 4096; bytes *= 2) {
      sizes[count++] = bytes / 16;
    }
    for (int increment = 4096;
        count < sizes.length;
        increment = Math.min(increment * 2, 4096 * 8)) {
      for (int i = 0; i < 15 && count < sizes.length; i++) {
        sizes[count++] = bytes / 16;
        bytes += increment;
      }
    }
    return sizes;
  }

  private void free(int from) {
    for (int i = from; i < names.length; i++) {
      nextFree[i] = firstFree;
      firstFree = i;
    }
  }

  /** Makes the next larger table; false if there is none. */
  private boolean grow() {
    if (step + 1 >= SIZES.length) {
      return false;
    }
    int old = names.length;
    int size = SIZES[++step];
    names = Arrays.copyOf(names, size);
    rights = Arrays.copyOf(rights, size);
    sendPossible = Arrays.copyOf(sendPossible, size);
    armed = Arrays.copyOf(armed, size);
    nextFree = Arrays.copyOf(nextFree, size);
    free(old);
    return true;
  }

  /**
   * Grows the table as {@code MACH_PORT_DNREQUESTS_SIZE} asks for: the real kernel takes the
   * request only if it wants exactly the next size, and says yes to the others without doing
   * anything.
   */
  void growTo(int wanted) {
    if (wanted > names.length && step + 1 < SIZES.length && wanted <= SIZES[step + 1]) {
      grow();
    }
  }

  static boolean exists(int wanted) {
    return wanted <= SIZES[SIZES.length - 1];
  }

  /** Puts a request in; returns its place, or 0 if there is no room. */
  int add(int name, Port right, boolean forSendPossible, boolean immediately) {
    if (firstFree == 0 && !grow()) {
      return 0;
    }
    int place = firstFree;
    firstFree = nextFree[place];
    names[place] = name;
    rights[place] = right;
    sendPossible[place] = forSendPossible;
    armed[place] = forSendPossible && immediately;
    return place;
  }

  /** Takes a request out; returns its send-once right, null if it was used up. */
  @Nullable Port remove(int place) {
    Port right = rights[place];
    names[place] = 0;
    rights[place] = null;
    nextFree[place] = firstFree;
    firstFree = place;
    return right;
  }

  /** Arms a send-possible request; false if the place has none. */
  boolean arm(int place) {
    if (rights[place] != null && sendPossible[place]) {
      armed[place] = true;
      return true;
    }
    return false;
  }

  /** Takes the right out of an armed request and leaves the place used; null if it is not armed. */
  @Nullable Port takeArmed(int place) {
    Port right = rights[place];
    if (names[place] == 0 || !armed[place] || !Port.valid(right)) {
      return null;
    }
    rights[place] = null;
    return right;
  }

  /** Returns the bits that {@code mach_port_type} shows for a request; 0 for a used one. */
  int typeBits(int place) {
    if (!Port.valid(rights[place])) {
      return 0;
    }
    if (!sendPossible[place]) {
      return MACH_PORT_TYPE_DNREQUEST;
    }
    int bits = MACH_PORT_TYPE_DNREQUEST | MACH_PORT_TYPE_SPREQUEST;
    return armed[place] ? bits : bits | MACH_PORT_TYPE_SPREQUEST_DELAYED;
  }

  int size() {
    return names.length;
  }

  int name(int place) {
    return names[place];
  }

  @Nullable Port right(int place) {
    return rights[place];
  }

  int used() {
    int used = 0;
    for (int i = 1; i < names.length; i++) {
      if (names[i] != 0) {
        used++;
      }
    }
    return used;
  }
}
