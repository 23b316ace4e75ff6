package org.machapi.samples;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.machapi.IpcSpace;
import org.machapi.Mach;
import org.machapi.NameEntry;
import org.machapi.Right;

/**
 * What the kernel says of the names that a story made. Only those are judged: threads and ports of
 * the JVM come and go by themselves.
 *
 * @param present how many of the names denote something
 * @param dead how many of them are dead names
 * @param references user references of all of them together, as send rights and as dead names
 */
record Names(int present, int dead, long references) {

  /** Reads names and types in one call, then the references of each name. */
  static Names read(Mach mach, List<Integer> names) {
    IpcSpace space = mach.space();
    Set<Integer> ours = new HashSet<>(names);
    int present = 0;
    int dead = 0;
    long references = 0;
    for (NameEntry entry : space.names()) {
      if (!ours.contains(entry.name())) {
        continue;
      }
      present++;
      if (entry.type().has(Right.DEAD_NAME)) {
        dead++;
      }
      references += space.references(entry.name(), Right.SEND);
      references += space.references(entry.name(), Right.DEAD_NAME);
    }
    return new Names(present, dead, references);
  }
}
