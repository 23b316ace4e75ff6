package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.EITHER;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code mach_port_status_t} ({@code <mach/port.h>}). Every
 * field has 32 bits.
 */
public final class MachPortStatusLayout {

  /** Size of the struct. */
  @StructSize("mach_port_status_t")
  public static final int SIZE = 40;

  /** Offset of {@code mps_pset}: the number of port sets that the port is in. */
  @StructField(struct = "mach_port_status_t", field = "mps_pset", bytes = 4, sign = UNSIGNED)
  public static final int MPS_PSET = 0;

  /** Offset of {@code mps_seqno}: the sequence number of the next message. */
  @StructField(struct = "mach_port_status_t", field = "mps_seqno", bytes = 4, sign = UNSIGNED)
  public static final int MPS_SEQNO = 4;

  /** Offset of {@code mps_mscount}: how many send rights were made. */
  @StructField(struct = "mach_port_status_t", field = "mps_mscount", bytes = 4, sign = UNSIGNED)
  public static final int MPS_MSCOUNT = 8;

  /** Offset of {@code mps_qlimit}: messages that may be queued. */
  @StructField(struct = "mach_port_status_t", field = "mps_qlimit", bytes = 4, sign = UNSIGNED)
  public static final int MPS_QLIMIT = 12;

  /** Offset of {@code mps_msgcount}: messages that are queued. */
  @StructField(struct = "mach_port_status_t", field = "mps_msgcount", bytes = 4, sign = UNSIGNED)
  public static final int MPS_MSGCOUNT = 16;

  /** Offset of {@code mps_sorights}: how many send-once rights there are. */
  @StructField(struct = "mach_port_status_t", field = "mps_sorights", bytes = 4, sign = UNSIGNED)
  public static final int MPS_SORIGHTS = 20;

  /** Offset of {@code mps_srights}: whether there are send rights. */
  @StructField(struct = "mach_port_status_t", field = "mps_srights", bytes = 4, sign = EITHER)
  public static final int MPS_SRIGHTS = 24;

  /** Offset of {@code mps_pdrequest}: whether a port-destroyed notification is requested. */
  @StructField(struct = "mach_port_status_t", field = "mps_pdrequest", bytes = 4, sign = EITHER)
  public static final int MPS_PDREQUEST = 28;

  /** Offset of {@code mps_nsrequest}: whether a no-senders notification is requested. */
  @StructField(struct = "mach_port_status_t", field = "mps_nsrequest", bytes = 4, sign = EITHER)
  public static final int MPS_NSREQUEST = 32;

  /** Offset of {@code mps_flags}: {@code MACH_PORT_STATUS_FLAG_*}. */
  @StructField(struct = "mach_port_status_t", field = "mps_flags", bytes = 4, sign = UNSIGNED)
  public static final int MPS_FLAGS = 36;

  private MachPortStatusLayout() {}
}
