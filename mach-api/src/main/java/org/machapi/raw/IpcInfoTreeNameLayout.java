package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code ipc_info_tree_name_t} ({@code
 * <mach_debug/ipc_info.h>}). {@code mach_port_space_info} has room for an array of them, which has
 * long been empty.
 */
public final class IpcInfoTreeNameLayout {

  /** Size of the struct. */
  @StructSize("ipc_info_tree_name_t")
  public static final int SIZE = 36;

  /** Offset of {@code iitn_name}: an {@code ipc_info_name_t}, see {@link IpcInfoNameLayout}. */
  @StructField(struct = "ipc_info_tree_name_t", field = "iitn_name", bytes = 28, sign = NONE)
  public static final int IITN_NAME = 0;

  /** Offset of {@code iitn_lchild}: 32 bits, the name of the left child. */
  @StructField(struct = "ipc_info_tree_name_t", field = "iitn_lchild", bytes = 4, sign = UNSIGNED)
  public static final int IITN_LCHILD = 28;

  /** Offset of {@code iitn_rchild}: 32 bits, the name of the right child. */
  @StructField(struct = "ipc_info_tree_name_t", field = "iitn_rchild", bytes = 4, sign = UNSIGNED)
  public static final int IITN_RCHILD = 32;

  private IpcInfoTreeNameLayout() {}
}
