package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code thread_identifier_info_data_t} ({@code
 * <mach/thread_info.h>}), which {@code thread_info} gives for {@code THREAD_IDENTIFIER_INFO}. Every
 * field has 64 bits.
 */
public final class ThreadIdentifierInfoLayout {

  /** Size of the struct. */
  @StructSize("thread_identifier_info_data_t")
  public static final int SIZE = 24;

  /**
   * Offset of {@code thread_id}: the number of the thread, which no other thread gets until the
   * system restarts.
   */
  @StructField(
      struct = "thread_identifier_info_data_t",
      field = "thread_id",
      bytes = 8,
      sign = UNSIGNED)
  public static final int THREAD_ID = 0;

  /** Offset of {@code thread_handle}: the address of the thread-local data. */
  @StructField(
      struct = "thread_identifier_info_data_t",
      field = "thread_handle",
      bytes = 8,
      sign = UNSIGNED)
  public static final int THREAD_HANDLE = 8;

  /** Offset of {@code dispatch_qaddr}: where the thread keeps the address of its dispatch queue. */
  @StructField(
      struct = "thread_identifier_info_data_t",
      field = "dispatch_qaddr",
      bytes = 8,
      sign = UNSIGNED)
  public static final int DISPATCH_QADDR = 16;

  private ThreadIdentifierInfoLayout() {}
}
