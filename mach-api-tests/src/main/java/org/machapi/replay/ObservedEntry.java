package org.machapi.replay;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the kernel says about one name, members still as numbers.
 *
 * @param type the type bits
 * @param references user references by right, without those that are 0
 * @param status receive status, without what is 0
 * @param members the members of a port set; empty for anything else
 */
record ObservedEntry(
    int type, Map<String, Long> references, Map<String, Long> status, int[] members) {

  PortEntry toEntry(Names names) {
    if ((type & TraceSymbols.TYPE_BITS.getOrDefault("PORT_SET", 0)) == 0) {
      return new PortEntry(type, references, status, null, null);
    }
    Set<String> symbols = new TreeSet<>();
    for (int member : members) {
      symbols.add(names.describe(member));
    }
    return new PortEntry(type, references, status, symbols, null);
  }
}
