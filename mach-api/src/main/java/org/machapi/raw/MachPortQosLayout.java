package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size, field offsets (in bytes) and bits of {@code mach_port_qos_t} ({@code <mach/port.h>}), which
 * {@code mach_port_allocate_qos} and {@code mach_port_allocate_full} read. The bits that have no
 * name here are zero.
 */
public final class MachPortQosLayout {

  /** Size of the struct. */
  @StructSize("mach_port_qos_t")
  public static final int SIZE = 8;

  /** Offset of the bits: 32 bits, {@link #NAME} and {@link #PREALLOC}. */
  @StructField(struct = "mach_port_qos_t", field = "name", bytes = 4, sign = UNSIGNED)
  public static final int BITS = 0;

  /** The caller chooses the name. One of the bits at {@link #BITS}. */
  @StructBits(struct = "mach_port_qos_t", field = "name")
  public static final int NAME = 0x1;

  /** A message is to be allocated beforehand. One of the bits at {@link #BITS}. */
  @StructBits(struct = "mach_port_qos_t", field = "prealloc")
  public static final int PREALLOC = 0x2;

  /** Offset of {@code len}: 32 bits, bytes of that message. */
  @StructField(struct = "mach_port_qos_t", field = "len", bytes = 4, sign = UNSIGNED)
  public static final int LEN = 4;

  private MachPortQosLayout() {}
}
