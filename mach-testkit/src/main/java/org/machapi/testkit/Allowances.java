package org.machapi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.machapi.census.Holding;

/** What one test, or one class as a whole, may keep. */
final class Allowances {
  private final List<AllowPortLeaks> allowances;

  /**
   * Reads them.
   *
   * @throws ExtensionConfigurationException if one gives no reason, or allows nothing
   */
  Allowances(List<AllowPortLeaks> allowances) {
    for (AllowPortLeaks allowance : allowances) {
      if (allowance.because().isBlank()) {
        throw new ExtensionConfigurationException("@AllowPortLeaks says no reason: because = \"\"");
      }
      if (allowance.count() < 1) {
        throw new ExtensionConfigurationException(
            "@AllowPortLeaks allows nothing: count = " + allowance.count());
      }
    }
    this.allowances = List.copyOf(allowances);
  }

  /** Returns what is left of these leaks without what is allowed. */
  List<Leak> notAllowed(List<Leak> leaks) {
    int[] used = new int[allowances.size()];
    List<Leak> faults = new ArrayList<>();
    for (Leak leak : leaks) {
      if (!isAllowed(leak, used)) {
        faults.add(leak);
      }
    }
    return faults;
  }

  private boolean isAllowed(Leak leak, int[] used) {
    for (int i = 0; i < used.length; i++) {
      AllowPortLeaks allowance = allowances.get(i);
      if (used[i] < allowance.count() && fits(allowance, leak)) {
        used[i]++;
        return true;
      }
    }
    return false;
  }

  private static boolean fits(AllowPortLeaks allowance, Leak leak) {
    String[] labels = allowance.labels();
    String[] sites = allowance.sites();
    String label = leak.label();
    Holding holding = leak.holding();
    boolean labelFits =
        labels.length == 0 || (label != null && Stream.of(labels).anyMatch(label::equals));
    boolean siteFits =
        sites.length == 0
            || (holding != null && Stream.of(sites).anyMatch(holding.site()::contains));
    return labelFits && siteFits;
  }
}
