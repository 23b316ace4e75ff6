package org.machapi.raw;

/**
 * Field offsets, in bytes from the start of the trailer, of {@code mach_msg_max_trailer_t}; shorter
 * trailers end earlier. The trailer begins behind the message, at {@code msgh_size} rounded up to
 * 4.
 */
public final class MachMsgTrailerLayout {
  public static final int MSGH_TRAILER_TYPE = 0;
  public static final int MSGH_TRAILER_SIZE = 4;
  public static final int MSGH_SEQNO = 8;
  public static final int MSGH_SENDER = 12;
  public static final int MSGH_AUDIT = 20;
  public static final int MSGH_CONTEXT = 52;
  public static final int MSGH_AD = 60;
  public static final int MSGH_LABELS = 64;

  /** Size of {@code mach_msg_trailer_t}, which follows every received message. */
  public static final int TRAILER_SIZE = 8;

  public static final int SEQNO_TRAILER_SIZE = 12;
  public static final int SECURITY_TRAILER_SIZE = 20;
  public static final int AUDIT_TRAILER_SIZE = 52;
  public static final int CONTEXT_TRAILER_SIZE = 60;
  public static final int MAX_TRAILER_SIZE = 68;

  private MachMsgTrailerLayout() {}
}
