package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/** Size and field offsets, in bytes, of {@code mach_port_options_t} ({@code <mach/port.h>}). */
public final class MachPortOptionsLayout {

  /** Size of the struct. */
  @StructSize("mach_port_options_t")
  public static final int SIZE = 24;

  /** Offset of {@code flags}: 32 bits, {@code MPO_*}. */
  @StructField(struct = "mach_port_options_t", field = "flags", bytes = 4, sign = UNSIGNED)
  public static final int FLAGS = 0;

  /** Offset of {@code mpl.mpl_qlimit}: 32 bits, messages; with {@code MPO_QLIMIT}. */
  @StructField(struct = "mach_port_options_t", field = "mpl.mpl_qlimit", bytes = 4, sign = UNSIGNED)
  public static final int MPL_QLIMIT = 4;

  /** Offset of 16 bytes that only some flags use, for one of the three below; else zero. */
  @StructField(struct = "mach_port_options_t", field = "reserved", bytes = 16, sign = NONE)
  public static final int RESERVED = 8;

  /** Offset of {@code work_interval_port}: a name; with {@code MPO_TG_BLOCK_TRACKING}. */
  @StructField(
      struct = "mach_port_options_t",
      field = "work_interval_port",
      bytes = 4,
      sign = UNSIGNED)
  public static final int WORK_INTERVAL_PORT = 8;

  /** Offset of {@code service_port_info}: an address, 64 bits; with {@code MPO_SERVICE_PORT}. */
  @StructField(struct = "mach_port_options_t", field = "service_port_info", bytes = 8, sign = NONE)
  public static final int SERVICE_PORT_INFO = 8;

  /** Offset of {@code service_port_name}: a name; with {@code MPO_CONNECTION_PORT}. */
  @StructField(
      struct = "mach_port_options_t",
      field = "service_port_name",
      bytes = 4,
      sign = UNSIGNED)
  public static final int SERVICE_PORT_NAME = 8;

  private MachPortOptionsLayout() {}
}
