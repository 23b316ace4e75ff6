package org.machapi.raw;

/** Size and field offsets, in bytes, of {@code mach_port_options_t} ({@code <mach/port.h>}). */
public final class MachPortOptionsLayout {
  public static final int SIZE = 24;
  public static final int FLAGS = 0;
  public static final int MPL_QLIMIT = 4;

  private MachPortOptionsLayout() {}
}
