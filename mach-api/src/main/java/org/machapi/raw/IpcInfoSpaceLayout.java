package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code ipc_info_space_t} ({@code <mach_debug/ipc_info.h>}),
 * which {@code mach_port_space_info} gives. Every field has 32 bits.
 */
public final class IpcInfoSpaceLayout {

  /** Size of the struct. */
  @StructSize("ipc_info_space_t")
  public static final int SIZE = 24;

  /** Offset of {@code iis_genno_mask}: the bits of a name that are its generation. */
  @StructField(struct = "ipc_info_space_t", field = "iis_genno_mask", bytes = 4, sign = UNSIGNED)
  public static final int IIS_GENNO_MASK = 0;

  /** Offset of {@code iis_table_size}: the slots of the table of names. */
  @StructField(struct = "ipc_info_space_t", field = "iis_table_size", bytes = 4, sign = UNSIGNED)
  public static final int IIS_TABLE_SIZE = 4;

  /**
   * Offset of {@code iis_table_next}: the slots after the next growth, on kernels that still tell
   * it.
   */
  @StructField(struct = "ipc_info_space_t", field = "iis_table_next", bytes = 4, sign = UNSIGNED)
  public static final int IIS_TABLE_NEXT = 8;

  /** Offset of {@code iis_tree_size}: unused, as there is no tree any more. */
  @StructField(struct = "ipc_info_space_t", field = "iis_tree_size", bytes = 4, sign = UNSIGNED)
  public static final int IIS_TREE_SIZE = 12;

  /** Offset of {@code iis_tree_small}: unused. */
  @StructField(struct = "ipc_info_space_t", field = "iis_tree_small", bytes = 4, sign = UNSIGNED)
  public static final int IIS_TREE_SMALL = 16;

  /** Offset of {@code iis_tree_hash}: unused. */
  @StructField(struct = "ipc_info_space_t", field = "iis_tree_hash", bytes = 4, sign = UNSIGNED)
  public static final int IIS_TREE_HASH = 20;

  private IpcInfoSpaceLayout() {}
}
