package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offset, in bytes, of {@code mach_port_limits_t} ({@code <mach/port.h>}): the
 * attribute {@code MACH_PORT_LIMITS_INFO}.
 */
public final class MachPortLimitsLayout {

  /** Size of the struct. */
  @StructSize("mach_port_limits_t")
  public static final int SIZE = 4;

  /**
   * Offset of {@code mpl_qlimit}: 32 bits, messages that may be queued; at most {@code
   * MACH_PORT_QLIMIT_MAX}.
   */
  @StructField(struct = "mach_port_limits_t", field = "mpl_qlimit", bytes = 4, sign = UNSIGNED)
  public static final int MPL_QLIMIT = 0;

  private MachPortLimitsLayout() {}
}
