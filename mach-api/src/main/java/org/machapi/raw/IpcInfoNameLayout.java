package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.SIGNED;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code ipc_info_name_t} ({@code <mach_debug/ipc_info.h>}):
 * one slot of the table that {@code mach_port_space_info} gives. Every field has 32 bits.
 */
public final class IpcInfoNameLayout {

  /** Size of the struct. */
  @StructSize("ipc_info_name_t")
  public static final int SIZE = 28;

  /** Offset of {@code iin_name}: the name, with its generation. */
  @StructField(struct = "ipc_info_name_t", field = "iin_name", bytes = 4, sign = UNSIGNED)
  public static final int IIN_NAME = 0;

  /** Offset of {@code iin_collision}: always 0. */
  @StructField(struct = "ipc_info_name_t", field = "iin_collision", bytes = 4, sign = SIGNED)
  public static final int IIN_COLLISION = 4;

  /** Offset of {@code iin_type}: {@code MACH_PORT_TYPE_*}; 0 if the slot is free. */
  @StructField(struct = "ipc_info_name_t", field = "iin_type", bytes = 4, sign = UNSIGNED)
  public static final int IIN_TYPE = 8;

  /** Offset of {@code iin_urefs}: the user references. */
  @StructField(struct = "ipc_info_name_t", field = "iin_urefs", bytes = 4, sign = UNSIGNED)
  public static final int IIN_UREFS = 12;

  /**
   * Offset of {@code iin_object}: a hash of the address of the port, good for comparison only; 0
   * where the kernel does not tell.
   */
  @StructField(struct = "ipc_info_name_t", field = "iin_object", bytes = 4, sign = UNSIGNED)
  public static final int IIN_OBJECT = 16;

  /** Offset of {@code iin_next}: the request for a notification, or the next free slot. */
  @StructField(struct = "ipc_info_name_t", field = "iin_next", bytes = 4, sign = UNSIGNED)
  public static final int IIN_NEXT = 20;

  /** Offset of {@code iin_hash}: where the kernel finds the name of the port. */
  @StructField(struct = "ipc_info_name_t", field = "iin_hash", bytes = 4, sign = UNSIGNED)
  public static final int IIN_HASH = 24;

  private IpcInfoNameLayout() {}
}
