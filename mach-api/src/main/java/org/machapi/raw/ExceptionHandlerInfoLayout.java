package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code exception_handler_info_t} ({@code
 * <mach_debug/ipc_info.h>}), which {@code task_get_exception_ports_info} and {@code
 * thread_get_exception_ports_info} give. Both fields have 32 bits and are hashes, good for
 * comparison only.
 */
public final class ExceptionHandlerInfoLayout {

  /** Size of the struct. */
  @StructSize("exception_handler_info_t")
  public static final int SIZE = 8;

  /**
   * Offset of {@code iip_port_object}: the port of the handler; compares with {@link
   * IpcInfoNameLayout#IIN_OBJECT}.
   */
  @StructField(
      struct = "exception_handler_info_t",
      field = "iip_port_object",
      bytes = 4,
      sign = UNSIGNED)
  public static final int IIP_PORT_OBJECT = 0;

  /** Offset of {@code iip_receiver_object}: the port space that receives from it. */
  @StructField(
      struct = "exception_handler_info_t",
      field = "iip_receiver_object",
      bytes = 4,
      sign = UNSIGNED)
  public static final int IIP_RECEIVER_OBJECT = 4;

  private ExceptionHandlerInfoLayout() {}
}
