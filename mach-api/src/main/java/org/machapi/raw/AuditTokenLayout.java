package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and offsets, in bytes, of {@code audit_token_t} ({@code <mach/message.h>}): an array of
 * 32-bit words, which have no names in the header; these are the names of the functions of {@code
 * <bsm/libbsm.h>} that read them.
 */
public final class AuditTokenLayout {

  /** Size of the struct. */
  @StructSize("audit_token_t")
  public static final int SIZE = 32;

  /** Offset of the audit user. */
  @StructField(struct = "audit_token_t", field = "val[0]", bytes = 4, sign = UNSIGNED)
  public static final int AUID = 0;

  /** Offset of the effective user. */
  @StructField(struct = "audit_token_t", field = "val[1]", bytes = 4, sign = UNSIGNED)
  public static final int EUID = 4;

  /** Offset of the effective group. */
  @StructField(struct = "audit_token_t", field = "val[2]", bytes = 4, sign = UNSIGNED)
  public static final int EGID = 8;

  /** Offset of the real user. */
  @StructField(struct = "audit_token_t", field = "val[3]", bytes = 4, sign = UNSIGNED)
  public static final int RUID = 12;

  /** Offset of the real group. */
  @StructField(struct = "audit_token_t", field = "val[4]", bytes = 4, sign = UNSIGNED)
  public static final int RGID = 16;

  /** Offset of the number of the process. */
  @StructField(struct = "audit_token_t", field = "val[5]", bytes = 4, sign = UNSIGNED)
  public static final int PID = 20;

  /** Offset of the audit session. */
  @StructField(struct = "audit_token_t", field = "val[6]", bytes = 4, sign = UNSIGNED)
  public static final int ASID = 24;

  /** Offset of the number that tells processes with the same {@link #PID} apart. */
  @StructField(struct = "audit_token_t", field = "val[7]", bytes = 4, sign = UNSIGNED)
  public static final int PIDVERSION = 28;

  private AuditTokenLayout() {}
}
