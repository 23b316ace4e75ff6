package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code mach_port_info_ext_t} ({@code <mach/port.h>}): the
 * attribute {@code MACH_PORT_INFO_EXT}. What has no offset here is reserved.
 */
public final class MachPortInfoExtLayout {

  /** Size of the struct. */
  @StructSize("mach_port_info_ext_t")
  public static final int SIZE = 68;

  /**
   * Offset of {@code mpie_status}: a {@code mach_port_status_t}, see {@link MachPortStatusLayout}.
   */
  @StructField(struct = "mach_port_info_ext_t", field = "mpie_status", bytes = 40, sign = NONE)
  public static final int MPIE_STATUS = 0;

  /** Offset of {@code mpie_boost_cnt}: 32 bits, the importance boosts that the port holds. */
  @StructField(
      struct = "mach_port_info_ext_t",
      field = "mpie_boost_cnt",
      bytes = 4,
      sign = UNSIGNED)
  public static final int MPIE_BOOST_CNT = 40;

  private MachPortInfoExtLayout() {}
}
