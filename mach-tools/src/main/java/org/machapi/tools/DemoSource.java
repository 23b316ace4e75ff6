package org.machapi.tools;

import java.time.Clock;
import java.time.Instant;
import org.machapi.census.Census;
import org.machapi.census.LedgerAccount;

/** The program of the demo. It works on between two looks, and leaks. */
final class DemoSource implements Source {
  /** What it leaks where one look has to show it all. */
  static final int REQUESTS = 300;

  static final int REPORTS = 200;

  private final LeakyProgram program = new LeakyProgram();
  private final Clock clock;
  private final Instant began;
  private final int looks;

  /**
   * @param clock what time it is for the snapshots
   * @param looks into how many parts the work is to be cut, one done before each look after the
   *     first; 0 if all is to be done before the first
   */
  DemoSource(Clock clock, int looks) {
    this.clock = clock;
    this.began = clock.instant();
    this.looks = looks;
    if (looks == 0) {
      program.work(REQUESTS, REPORTS);
    }
  }

  @Override
  public Snapshot take() {
    Census census = Census.take(program.mach(), program.ledger());
    if (looks > 0) {
      program.work(REQUESTS / looks, REPORTS / looks);
    }
    LedgerAccount account = census.account();
    if (account != null) {
      account = new LedgerAccount(account.level(), account.sampling(), began);
    }
    Census timed =
        new Census(
            clock.instant(),
            census.pid(),
            census.entries(),
            census.movements(),
            census.unread(),
            account);
    return new Snapshot(program.mach().kernel(), timed);
  }

  @Override
  public void close() {
    program.close();
  }
}
