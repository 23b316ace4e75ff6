package org.machapi.sim;

import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The names of one task. A name is the index of its entry, shifted left by eight, and a generation
 * that changes each time the entry is used again; the entry that was freed last is used first.
 *
 * <p>An entry is a word of bits, laid out as the real kernel lays them out, the port or set it
 * stands for, and the place of its dead-name request. Entries are addressed by index; index 0 is
 * never used and means none.
 */
final class Space {
  static final int REFERENCES_MASK = 0xffff;
  static final int TYPE_MASK = 0x001f0000;

  /**
   * The entry had the receive right before: using it that way again is no surprise worth a guard
   * exception.
   */
  static final int WAS_RECEIVE = 0x00200000;

  private static final int ROLL_SHIFT = 22;
  private static final int ROLL_MASK = 3 << ROLL_SHIFT;
  private static final int GENERATION_SHIFT = 24;
  private static final int GENERATION_STEP = 4;
  private static final int FIRST_GENERATION = 3;

  /** Bytes of an entry in the real kernel, which decide the sizes that its tables grow through. */
  private static final int REAL_ENTRY_BYTES = 24;

  private static final int FIRST_TABLE_BYTES = 512;

  final Task task;
  boolean active = true;

  private final NameGenerations generations;
  private final int maximumNames;
  private long tableBytes = FIRST_TABLE_BYTES;
  private int[] bits;
  private @Nullable Object[] objects;

  /** The place of the entry's request while it is used, the next free entry while it is free. */
  private int[] links;

  private int firstFree;
  private int used;

  Space(Task task, NameGenerations generations, int maximumNames) {
    this.task = task;
    this.generations = generations;
    this.maximumNames = maximumNames;
    int size = FIRST_TABLE_BYTES / REAL_ENTRY_BYTES;
    bits = new int[size];
    objects = new Object[size];
    links = new int[size];
    firstFree = 1;
    chain(1);
  }

  private void chain(int from) {
    int size = bits.length;
    for (int i = from; i < size; i++) {
      bits[i] = 0xff << GENERATION_SHIFT;
      links[i] = i + 1 < size ? i + 1 : 0;
    }
  }

  /** Returns the index of a name that is in use, or 0. */
  int find(int name) {
    int index = name >>> 8;
    if (index >= bits.length) {
      return 0;
    }
    int entry = bits[index];
    return entry >>> GENERATION_SHIFT == (name & 0xff) && (entry & TYPE_MASK) != 0 ? index : 0;
  }

  int name(int index) {
    return index << 8 | bits[index] >>> GENERATION_SHIFT;
  }

  int bits(int index) {
    return bits[index];
  }

  int type(int index) {
    return bits[index] & TYPE_MASK;
  }

  boolean has(int index, int typeBits) {
    return (bits[index] & typeBits) != 0;
  }

  int references(int index) {
    return bits[index] & REFERENCES_MASK;
  }

  void setBits(int index, int value) {
    bits[index] = value;
  }

  void setReferences(int index, int references) {
    bits[index] = bits[index] & ~REFERENCES_MASK | references;
  }

  int request(int index) {
    return links[index];
  }

  void setRequest(int index, int place) {
    links[index] = place;
  }

  @Nullable Object object(int index) {
    return objects[index];
  }

  void setObject(int index, @Nullable Object object) {
    objects[index] = object;
  }

  /** Returns the port of an entry that has a right to one. */
  Port port(int index) {
    if (objects[index] instanceof Port port) {
      return port;
    }
    throw new IllegalStateException("no port behind entry " + index);
  }

  /** Returns the set of an entry that has one. */
  PortSet set(int index) {
    if (objects[index] instanceof PortSet set) {
      return set;
    }
    throw new IllegalStateException("no port set behind entry " + index);
  }

  /** Returns the index under which the space has a receive or send right to a port, or 0. */
  int indexOf(Port port) {
    return port.receiver == this ? find(port.name) : SendName.find(port, this);
  }

  /**
   * Takes a free entry into use, with a new generation and no type yet; 0 if the space may not
   * grow.
   */
  int claim() {
    if (firstFree == 0 && !grow(bits.length)) {
      return 0;
    }
    int index = firstFree;
    firstFree = links[index];
    links[index] = 0;
    used++;
    int generation = bits[index] >>> GENERATION_SHIFT;
    int roll = (bits[index] & ROLL_MASK) >>> ROLL_SHIFT;
    int next = generation + GENERATION_STEP & 0xff;
    if (next < generation || next >= 0xff - (roll << 6)) {
      next = FIRST_GENERATION;
      roll = generations.nextRoll();
    }
    bits[index] = next << GENERATION_SHIFT | roll << ROLL_SHIFT;
    return index;
  }

  /** What came of asking for a certain name. */
  enum Wish {
    FREE,
    IN_USE,
    /** The index is used under another name, or can not be used at all. */
    TAKEN,
    TOO_HIGH
  }

  /** Tells whether the table can become so large that it has the entry of a name. */
  boolean reaches(int name) {
    return name >>> 8 <= maximumNames;
  }

  /** Makes a certain name usable: afterwards its entry is claimed, unless it was in use. */
  Wish claim(int name) {
    int index = name >>> 8;
    int generation = name & 0xff;
    if (index == 0) {
      return Wish.TAKEN;
    }
    while (index >= bits.length) {
      if (!grow(index + 1)) {
        return Wish.TOO_HIGH;
      }
    }
    if (type(index) != 0) {
      return bits[index] >>> GENERATION_SHIFT == generation ? Wish.IN_USE : Wish.TAKEN;
    }
    unchain(index);
    used++;
    bits[index] = generation << GENERATION_SHIFT;
    return Wish.FREE;
  }

  private void unchain(int index) {
    if (firstFree == index) {
      firstFree = links[index];
    } else {
      int before = firstFree;
      while (links[before] != index) {
        before = links[before];
      }
      links[before] = links[index];
    }
    links[index] = 0;
  }

  /** Gives an entry back. Its request must have been taken out. */
  void free(int index) {
    bits[index] &= ~(TYPE_MASK | REFERENCES_MASK | WAS_RECEIVE);
    objects[index] = null;
    links[index] = firstFree;
    firstFree = index;
    used--;
  }

  /**
   * Makes the table at least so large, in entries, taken as unsigned; -1 stands for the next size.
   * False if it may not become so large.
   */
  boolean reserve(int entries) {
    if (entries == -1) {
      return grow(bits.length);
    }
    if (Integer.compareUnsigned(entries, bits.length) <= 0) {
      return true;
    }
    return Integer.compareUnsigned(entries, maximumNames + 1) <= 0 && grow(entries - 1);
  }

  private boolean grow(int wanted) {
    int old = bits.length;
    long bytes = tableBytes;
    do {
      bytes *= 2;
    } while (bytes / REAL_ENTRY_BYTES < wanted + 1L);
    long size = Math.min(bytes / REAL_ENTRY_BYTES, maximumNames + 1L);
    if (size <= old || size < wanted) {
      return false;
    }
    tableBytes = bytes;
    bits = Arrays.copyOf(bits, (int) size);
    objects = Arrays.copyOf(objects, (int) size);
    links = Arrays.copyOf(links, (int) size);
    chain(old);
    if (firstFree == 0) {
      firstFree = old;
    } else {
      int last = firstFree;
      while (links[last] != 0) {
        last = links[last];
      }
      links[last] = old;
    }
    return true;
  }

  /** Returns the number of entries, used and free, the unused first one included. */
  int tableSize() {
    return bits.length;
  }

  /** Returns the number of entries that the table will have after it grows next. */
  int nextTableSize() {
    return (int) Math.min(tableBytes * 2 / REAL_ENTRY_BYTES, maximumNames + 1L);
  }

  int used() {
    return used;
  }

  /**
   * Returns the number of names, by looking at all: a fatal guard exception can leave an entry used
   * without a name.
   */
  int countOfNames() {
    int count = 0;
    for (int i = 1; i < bits.length; i++) {
      if (type(i) != 0) {
        count++;
      }
    }
    return count;
  }

  /**
   * Turns an entry whose port died into a dead name, with one more reference if a request was armed
   * for that.
   */
  void becomeDeadName(int index, int extraBits, boolean oneMore) {
    int entry = bits[index] & ~TYPE_MASK | MACH_PORT_TYPE_DEAD_NAME | extraBits;
    if (oneMore && (entry & REFERENCES_MASK) < Rules.MAXIMUM_DEAD_NAME_REFERENCES) {
      entry++;
    }
    bits[index] = entry;
    objects[index] = null;
    links[index] = 0;
  }

  boolean isReceive(int index) {
    return has(index, MACH_PORT_TYPE_RECEIVE);
  }
}
