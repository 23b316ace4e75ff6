package org.machapi.census;

import java.time.Instant;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Acquisition;
import org.machapi.KernReturn;

/** One right in a {@link Ledger}, from its acquisition to its end. */
public final class Holding implements Acquisition {
  private final Ledger ledger;
  private final long number;
  private final String type;
  private final int name;
  private final String site;
  private final String thread;
  private final Instant since;
  private volatile @Nullable String end;

  Holding(
      Ledger ledger,
      long number,
      String type,
      int name,
      String site,
      String thread,
      Instant since) {
    this.ledger = ledger;
    this.number = number;
    this.type = type;
    this.name = name;
    this.site = site;
    this.thread = thread;
    this.since = since;
  }

  /** Returns how many acquisitions came before; a clock may not tell them apart. */
  long number() {
    return number;
  }

  /**
   * Returns the class of the object that owns the right.
   *
   * @return its simple name, such as {@code ThreadPort}
   */
  public String type() {
    return type;
  }

  /**
   * Returns the name under which the right was acquired.
   *
   * @return the {@code mach_port_name_t}
   */
  public int name() {
    return name;
  }

  /**
   * Returns where in the program the right was acquired: the innermost call that is not part of
   * this library.
   *
   * @return such as {@code org.example.Handler.run(Handler.java:42)}
   */
  public String site() {
    return site;
  }

  /**
   * Returns who acquired it.
   *
   * @return the name of the Java thread at that time
   */
  public String thread() {
    return thread;
  }

  /**
   * Returns when it was acquired.
   *
   * @return the time
   */
  public Instant since() {
    return since;
  }

  @Override
  public void released(KernReturn kernReturn) {
    end(kernReturn.isSuccess() ? "closed" : "closed, which the kernel refused with " + kernReturn);
  }

  @Override
  public void givenAway() {
    end("given away");
  }

  private void end(String how) {
    end = how + " at " + CallSites.caller();
    ledger.ended(this);
  }

  @Override
  public String describe() {
    String ending = end;
    String acquired = "acquired at " + site + " by thread \"" + thread + "\"";
    return ending == null ? acquired : acquired + ", " + ending;
  }

  @Override
  public String toString() {
    return type + " 0x" + Integer.toHexString(name) + ", " + describe();
  }
}
