package org.machapi.census;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.RightsObserver;
import org.machapi.RightsObserverProvider;

/**
 * Begins a {@link Ledger} for the kernel of this system, as system properties say:
 *
 * <ul>
 *   <li>{@code org.machapi.ledger}: {@code off}, {@code count}, {@code sampled} or {@code all};
 *   <li>{@code org.machapi.ledger.sampling}: one right in so many is recorded at {@code sampled}; a
 *       number from 1 on, of which those above 2<sup>30</sup> mean 2<sup>30</sup>.
 * </ul>
 *
 * <p>With any of the levels it is offered to management tools, where they are there, under the name
 * {@code system}; so {@code off} is a ledger to be turned on later. A value that makes no sense is
 * logged, and begins no ledger: it is no reason to stop a program.
 */
public final class LedgerProvider implements RightsObserverProvider {
  /** The system property that names the level. */
  public static final String LEVEL_PROPERTY = "org.machapi.ledger";

  /** The system property that says which part is recorded at level {@link LedgerLevel#SAMPLED}. */
  public static final String SAMPLING_PROPERTY = "org.machapi.ledger.sampling";

  private static final Logger LOG = System.getLogger(Ledger.class.getName());
  private static final String BEAN_NAME = "system";

  /** Made by the service loader. */
  public LedgerProvider() {}

  @Override
  public @Nullable RightsObserver observe(Mach mach) {
    return begin(
        mach, System.getProperty(LEVEL_PROPERTY), System.getProperty(SAMPLING_PROPERTY), BEAN_NAME);
  }

  static @Nullable Ledger begin(
      Mach mach, @Nullable String level, @Nullable String sampling, String beanName) {
    if (level == null) {
      return null;
    }
    try {
      Ledger ledger = Ledger.on(mach, LedgerLevel.valueOf(level.strip().toUpperCase(Locale.ROOT)));
      if (sampling != null) {
        ledger.setSampling(rate(sampling.strip()));
      }
      if (LedgerBeans.isManagementInstalled()) {
        ledger.registerBean(beanName);
      }
      return ledger;
    } catch (IllegalArgumentException e) {
      mach.observe(null);
      LOG.log(
          Level.WARNING,
          "There is no ledger: {0} is one of off, count, sampled and all, not \"{1}\"; {2} a number"
              + " from 1 on, not \"{3}\".",
          LEVEL_PROPERTY,
          level,
          SAMPLING_PROPERTY,
          String.valueOf(sampling));
      return null;
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "Management tools will not see the ledger.", e);
      return Ledger.of(mach);
    }
  }

  /** Whoever asks for fewer samples than there can be wants a ledger, and no error. */
  private static int rate(String sampling) {
    BigInteger largest = BigInteger.valueOf(Ledger.LARGEST_SAMPLING);
    // What is too small, however much, is 0 here, and refused where all rates are.
    return new BigInteger(sampling).min(largest).max(BigInteger.ZERO).intValueExact();
  }
}
