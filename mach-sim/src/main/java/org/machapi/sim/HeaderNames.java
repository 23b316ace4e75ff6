package org.machapi.sim;

/**
 * The rights that the header of a message names, with what is to become of each.
 *
 * @param voucher the null name if there is none
 */
record HeaderNames(
    int remote,
    int remoteDisposition,
    int local,
    int localDisposition,
    int voucher,
    int voucherDisposition) {

  boolean hasVoucher() {
    return Names.valid(voucher);
  }

  /** Tells whether the message goes to its own voucher. */
  boolean voucherIsDestination() {
    return voucher == remote;
  }
}
