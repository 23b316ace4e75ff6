package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offset, in bytes, of {@code mach_port_guard_info_t} ({@code <mach/port.h>}): the
 * attribute {@code MACH_PORT_GUARD_INFO}.
 */
public final class MachPortGuardInfoLayout {

  /** Size of the struct. */
  @StructSize("mach_port_guard_info_t")
  public static final int SIZE = 8;

  /** Offset of {@code mpgi_guard}: 64 bits, the guard. */
  @StructField(struct = "mach_port_guard_info_t", field = "mpgi_guard", bytes = 8, sign = UNSIGNED)
  public static final int MPGI_GUARD = 0;

  private MachPortGuardInfoLayout() {}
}
