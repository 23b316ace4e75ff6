package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code NDR_record_t} ({@code <mach/ndr.h>}), which stands
 * before the values of every MIG message and says how they are written. Every field is one byte;
 * what has no offset here is zero.
 */
public final class NdrRecordLayout {

  /** Size of the struct. */
  @StructSize("NDR_record_t")
  public static final int SIZE = 8;

  /** Offset of {@code mig_vers}: 0. */
  @StructField(struct = "NDR_record_t", field = "mig_vers", bytes = 1, sign = UNSIGNED)
  public static final int MIG_VERS = 0;

  /** Offset of {@code if_vers}: 0. */
  @StructField(struct = "NDR_record_t", field = "if_vers", bytes = 1, sign = UNSIGNED)
  public static final int IF_VERS = 1;

  /** Offset of {@code mig_encoding}: 0, the only one. */
  @StructField(struct = "NDR_record_t", field = "mig_encoding", bytes = 1, sign = UNSIGNED)
  public static final int MIG_ENCODING = 3;

  /** Offset of {@code int_rep}: byte order, 1 for little-endian, as all Macs are. */
  @StructField(struct = "NDR_record_t", field = "int_rep", bytes = 1, sign = UNSIGNED)
  public static final int INT_REP = 4;

  /** Offset of {@code char_rep}: 0 for ASCII. */
  @StructField(struct = "NDR_record_t", field = "char_rep", bytes = 1, sign = UNSIGNED)
  public static final int CHAR_REP = 5;

  /** Offset of {@code float_rep}: 0 for IEEE 754. */
  @StructField(struct = "NDR_record_t", field = "float_rep", bytes = 1, sign = UNSIGNED)
  public static final int FLOAT_REP = 6;

  private NdrRecordLayout() {}
}
