package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.SIGNED;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Sizes and field offsets, in bytes from the start of the trailer, of {@code
 * mach_msg_max_trailer_t}; shorter trailers end earlier. The trailer begins behind the message, at
 * {@code msgh_size} rounded up to 4.
 */
public final class MachMsgTrailerLayout {

  /** Offset of {@code msgh_trailer_type}: 32 bits, the format. */
  @StructField(
      struct = {
        "mach_msg_trailer_t",
        "mach_msg_seqno_trailer_t",
        "mach_msg_security_trailer_t",
        "mach_msg_audit_trailer_t",
        "mach_msg_context_trailer_t",
        "mach_msg_max_trailer_t"
      },
      field = "msgh_trailer_type",
      bytes = 4,
      sign = UNSIGNED)
  public static final int MSGH_TRAILER_TYPE = 0;

  /** Offset of {@code msgh_trailer_size}: 32 bits, bytes of this trailer. */
  @StructField(
      struct = {
        "mach_msg_trailer_t",
        "mach_msg_seqno_trailer_t",
        "mach_msg_security_trailer_t",
        "mach_msg_audit_trailer_t",
        "mach_msg_context_trailer_t",
        "mach_msg_max_trailer_t"
      },
      field = "msgh_trailer_size",
      bytes = 4,
      sign = UNSIGNED)
  public static final int MSGH_TRAILER_SIZE = 4;

  /** Offset of {@code msgh_seqno}: 32 bits, the place of the message in the order of its port. */
  @StructField(
      struct = {
        "mach_msg_seqno_trailer_t",
        "mach_msg_security_trailer_t",
        "mach_msg_audit_trailer_t",
        "mach_msg_context_trailer_t",
        "mach_msg_max_trailer_t"
      },
      field = "msgh_seqno",
      bytes = 4,
      sign = UNSIGNED)
  public static final int MSGH_SEQNO = 8;

  /**
   * Offset of {@code msgh_sender}: the security token, 8 bytes, see {@link SecurityTokenLayout}.
   */
  @StructField(
      struct = {
        "mach_msg_security_trailer_t",
        "mach_msg_audit_trailer_t",
        "mach_msg_context_trailer_t",
        "mach_msg_max_trailer_t"
      },
      field = "msgh_sender",
      bytes = 8,
      sign = NONE)
  public static final int MSGH_SENDER = 12;

  /** Offset of {@code msgh_audit}: the audit token, 32 bytes, see {@link AuditTokenLayout}. */
  @StructField(
      struct = {"mach_msg_audit_trailer_t", "mach_msg_context_trailer_t", "mach_msg_max_trailer_t"},
      field = "msgh_audit",
      bytes = 32,
      sign = NONE)
  public static final int MSGH_AUDIT = 20;

  /** Offset of {@code msgh_context}: 64 bits, the context of the port. */
  @StructField(
      struct = {"mach_msg_context_trailer_t", "mach_msg_max_trailer_t"},
      field = "msgh_context",
      bytes = 8,
      sign = UNSIGNED)
  public static final int MSGH_CONTEXT = 52;

  /** Offset of {@code msgh_ad}: 32 bits, the access decision. */
  @StructField(struct = "mach_msg_max_trailer_t", field = "msgh_ad", bytes = 4, sign = SIGNED)
  public static final int MSGH_AD = 60;

  /** Offset of {@code msgh_labels}: 32 bits. */
  @StructField(struct = "mach_msg_max_trailer_t", field = "msgh_labels", bytes = 4, sign = NONE)
  public static final int MSGH_LABELS = 64;

  /** Size of {@code mach_msg_trailer_t}, which follows every received message. */
  @StructSize("mach_msg_trailer_t")
  public static final int TRAILER_SIZE = 8;

  /** Size up to the sequence number. */
  @StructSize("mach_msg_seqno_trailer_t")
  public static final int SEQNO_TRAILER_SIZE = 12;

  /** Size up to the security token. */
  @StructSize("mach_msg_security_trailer_t")
  public static final int SECURITY_TRAILER_SIZE = 20;

  /** Size up to the audit token. */
  @StructSize("mach_msg_audit_trailer_t")
  public static final int AUDIT_TRAILER_SIZE = 52;

  /** Size up to the context. */
  @StructSize("mach_msg_context_trailer_t")
  public static final int CONTEXT_TRAILER_SIZE = 60;

  /** Size of the longest trailer. */
  @StructSize("mach_msg_max_trailer_t")
  public static final int MAX_TRAILER_SIZE = 68;

  private MachMsgTrailerLayout() {}
}
