package org.machapi.probe;

import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;

/** Shows on standard output what there is of a ledger that a system property began. */
public final class LedgerProbe {
  private LedgerProbe() {}

  public static void main(String[] args) {
    Mach mach = Mach.system();
    Ledger ledger = Ledger.of(mach);
    ReceiveRight port = ReceiveRight.allocate(mach);
    System.out.println("level " + ledger.level() + ", one in " + ledger.sampling());
    System.out.println("held " + ledger.held().size());
    port.close();
    System.out.println("counted " + ledger.counts());
    System.out.println("flight recorder " + isThere("jdk.jfr"));
    System.out.println("management " + isThere("java.management"));
    ledger.unregisterBean();
    try {
      System.out.println("bean " + ledger.registerBean("probe"));
    } catch (IllegalStateException e) {
      System.out.println("no bean: " + e.getMessage());
    }
  }

  private static boolean isThere(String module) {
    return ModuleLayer.boot().findModule(module).isPresent();
  }
}
