package org.machapi.raw;

/** Size and field offsets, in bytes, of {@code mach_port_options_t} ({@code <mach/port.h>}). */
public final class MachPortOptionsLayout {

  /** Size of the struct. What has no offset here must be zero. */
  public static final int SIZE = 24;

  /** Offset of {@code flags}: 32 bits, {@code MPO_*}. */
  public static final int FLAGS = 0;

  /** Offset of {@code mpl.mpl_qlimit}: 32 bits, messages; with {@code MPO_QLIMIT}. */
  public static final int MPL_QLIMIT = 4;

  private MachPortOptionsLayout() {}
}
