package org.machapi.sim;

import java.util.Map;

/**
 * A voucher: at most one value for each key, which never change. It lives as long as there are send
 * rights to its port or threads that have adopted it.
 */
final class Voucher implements Perishable {
  final Port port = new Port();

  /** The values by key; a key without one has the default. */
  final Map<Integer, Object> values;

  private final VoucherTable table;
  private int adoptions;

  Voucher(VoucherTable table, Map<Integer, Object> values) {
    this.table = table;
    this.values = values;
    port.objectType = ObjectType.VOUCHER;
    port.object = this;
    // The kernel asks to be told itself when nobody can name the voucher any more.
    port.noSendersRequest = port;
  }

  /** Keeps it for a thread. */
  void adopt() {
    adoptions++;
  }

  void giveUp() {
    adoptions--;
    endIfUnused();
  }

  @Override
  public void endIfUnused() {
    if (port.sendRights == 0 && adoptions == 0) {
      table.remove(this);
    } else {
      // A thread has it still and may give out rights again: the request was used up, so renew it.
      port.noSendersRequest = port;
    }
  }
}
