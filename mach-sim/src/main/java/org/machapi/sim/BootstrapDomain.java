package org.machapi.sim;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a bootstrap port stands for: a set of services, and the set that it is a subset of. */
final class BootstrapDomain extends BootstrapWatched {
  final @Nullable BootstrapDomain parent;

  /** The port that the subset lives as long as; null for the first of all. */
  final @Nullable Port requestor;

  final Port port = new Port();
  final Map<String, BootstrapService> services = new LinkedHashMap<>();
  final Set<BootstrapDomain> subsets = new LinkedHashSet<>();

  @SuppressWarnings("nullness") // The port keeps the set and nobody uses it before it is complete.
  BootstrapDomain(
      @Nullable BootstrapDomain parent, @Nullable Port requestor, KernelReceiver receiver) {
    this.parent = parent;
    this.requestor = requestor;
    port.object = this;
    port.kernelReceiver = receiver;
  }

  /** Returns a service of this set or, if there is none, of those that it is a subset of. */
  @Nullable BootstrapService lookUp(String name) {
    BootstrapService found = null;
    for (BootstrapDomain each = this; each != null && found == null; each = each.parent) {
      found = each.services.get(name);
    }
    return found;
  }

  int depth() {
    int depth = 0;
    for (BootstrapDomain each = parent; each != null; each = each.parent) {
      depth++;
    }
    return depth;
  }
}
