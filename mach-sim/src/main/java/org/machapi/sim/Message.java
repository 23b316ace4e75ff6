package org.machapi.sim;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;

import org.checkerframework.checker.nullness.qual.Nullable;

/** A message in the kernel: it owns the rights in its header and in its descriptors. */
final class Message {
  static final Descriptor[] NO_DESCRIPTORS = {};
  static final byte[] NO_BYTES = {};

  /**
   * Where the message goes, and the kind of right it goes through. Null once that right is gone.
   */
  @Nullable Port remote;

  int remoteDisposition;

  /** Where an answer may go, and the kind of right to it. */
  @Nullable Port local;

  int localDisposition;

  /** The voucher that travels with the message. */
  @Nullable Port voucher;

  /** What the voucher field of the header held, which arrives if its disposition is none. */
  int voucherField;

  int voucherDisposition;

  int id;

  /** Has a count of descriptors, maybe of none. */
  boolean complex;

  /** Holds, in one of its own descriptors, the receive right it would have to be received with. */
  boolean circular;

  Descriptor[] descriptors = NO_DESCRIPTORS;

  /** What follows the header, or the descriptors. */
  byte[] body = NO_BYTES;

  /** Whom the audit trailer names; null for the kernel. */
  @Nullable Task sender;

  @Nullable Message next;

  /** Returns the size that a receiver sees, without trailer. */
  int size() {
    if (!complex) {
      return HEADER_SIZE + body.length;
    }
    int size = DESCRIPTORS + body.length;
    for (Descriptor descriptor : descriptors) {
      size += descriptor.size();
    }
    return size;
  }

  /**
   * Returns the size of the message as the kernel keeps it, which only {@code mach_port_peek}
   * shows: its header is 8 bytes longer than the task's, and each descriptor takes 16 bytes.
   */
  int sizeInKernel() {
    int size = HEADER_SIZE + 8 + body.length;
    return complex ? size + 4 + 16 * descriptors.length : size;
  }
}
