package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code ipc_info_space_basic_t} ({@code
 * <mach_debug/ipc_info.h>}), which {@code mach_port_space_basic_info} gives. Every field has 32
 * bits; what has no offset here is zero.
 */
public final class IpcInfoSpaceBasicLayout {

  /** Size of the struct. */
  @StructSize("ipc_info_space_basic_t")
  public static final int SIZE = 24;

  /** Offset of {@code iisb_genno_mask}: the bits of a name that are its generation. */
  @StructField(
      struct = "ipc_info_space_basic_t",
      field = "iisb_genno_mask",
      bytes = 4,
      sign = UNSIGNED)
  public static final int IISB_GENNO_MASK = 0;

  /** Offset of {@code iisb_table_size}: the slots of the table of names. */
  @StructField(
      struct = "ipc_info_space_basic_t",
      field = "iisb_table_size",
      bytes = 4,
      sign = UNSIGNED)
  public static final int IISB_TABLE_SIZE = 4;

  /**
   * Offset of {@code iisb_table_next}: the slots after the next growth, on kernels that still tell
   * it.
   */
  @StructField(
      struct = "ipc_info_space_basic_t",
      field = "iisb_table_next",
      bytes = 4,
      sign = UNSIGNED)
  public static final int IISB_TABLE_NEXT = 8;

  /** Offset of {@code iisb_table_inuse}: the slots that are taken. */
  @StructField(
      struct = "ipc_info_space_basic_t",
      field = "iisb_table_inuse",
      bytes = 4,
      sign = UNSIGNED)
  public static final int IISB_TABLE_INUSE = 12;

  private IpcInfoSpaceBasicLayout() {}
}
