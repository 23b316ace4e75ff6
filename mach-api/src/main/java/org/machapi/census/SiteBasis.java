package org.machapi.census;

import java.util.Objects;

/** What the numbers of a {@link SiteGrowth} are. */
public enum SiteBasis {
  /**
   * Counts: both censuses were taken with a ledger at {@link LedgerLevel#ALL}, which was at no
   * other level between them, and the observer without a break.
   */
  COUNTS,

  /**
   * Samples: at one of the two censuses, or between them, the ledger wrote down only a part of the
   * rights. What it held of a place then and holds now differs by chance.
   */
  SAMPLES,

  /** Nobody knows: one of the censuses does not say with which ledger it was taken, if with any. */
  UNKNOWN;

  /**
   * Says it, for people.
   *
   * @return such as {@code samples, which differ by chance}
   */
  public String text() {
    return switch (this) {
      case COUNTS -> "counts";
      case SAMPLES -> "samples, which differ by chance";
      case UNKNOWN -> "of a ledger unknown, and may be samples";
    };
  }

  static SiteBasis of(Census before, Census after) {
    LedgerAccount first = before.account();
    LedgerAccount last = after.account();
    if (first == null || last == null) {
      return UNKNOWN;
    }
    // The time tells one ledger from another, too, and the clock may be set meanwhile: so not
    // earlier or later, but the same.
    return first.level() == LedgerLevel.ALL
            && last.level() == LedgerLevel.ALL
            && Objects.equals(first.since(), last.since())
        ? COUNTS
        : SAMPLES;
  }
}
