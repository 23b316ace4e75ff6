package org.machapi.sim;

import java.util.HashMap;
import java.util.Map;

/** All vouchers that live, by their values: two with the same values are one. */
final class VoucherTable {
  private final Map<Map<Integer, Object>, Voucher> vouchers = new HashMap<>();

  /** Returns the voucher with these values, making it if there is none. */
  Voucher of(Map<Integer, Object> values) {
    return vouchers.computeIfAbsent(Map.copyOf(values), each -> new Voucher(this, each));
  }

  void remove(Voucher voucher) {
    vouchers.remove(voucher.values);
  }

  int count() {
    return vouchers.size();
  }
}
