package org.machapi.testkit.examples;

import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.census.Ledger;
import org.machapi.testkit.AllowPortLeaks;
import org.machapi.testkit.NoPortLeaks;
import org.machapi.testkit.Simulated;

@Simulated
@NoPortLeaks
class AllowanceExample {

  @Test
  @AllowPortLeaks(because = "the server's port lives as long as the program", labels = "server")
  void server(Mach mach, Ledger ledger) {
    ReceiveRight server = ReceiveRight.allocate(mach);
    ledger.label(server.name(), "server");
    ReceiveRight reply = ReceiveRight.allocate(mach);
    ledger.label(reply.name(), "reply");
  }
}
