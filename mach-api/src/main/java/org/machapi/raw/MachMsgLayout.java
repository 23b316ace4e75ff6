package org.machapi.raw;

/**
 * Sizes and field offsets, in bytes, of the structs of {@code <mach/message.h>}; equal on every
 * LP64 target of macOS.
 */
public final class MachMsgLayout {
  /** Size of {@code mach_msg_header_t}. */
  public static final int HEADER_SIZE = 24;

  public static final int MSGH_BITS = 0;
  public static final int MSGH_SIZE = 4;
  public static final int MSGH_REMOTE_PORT = 8;
  public static final int MSGH_LOCAL_PORT = 12;
  public static final int MSGH_VOUCHER_PORT = 16;
  public static final int MSGH_ID = 20;

  /** Offset of {@code msgh_descriptor_count}, which is there in complex messages only. */
  public static final int MSGH_DESCRIPTOR_COUNT = 24;

  /** Offset of the first descriptor of a complex message. */
  public static final int DESCRIPTORS = 28;

  /** Offset of the type in every kind of descriptor: one byte, after the disposition. */
  public static final int DESCRIPTOR_TYPE = 11;

  /** Size of {@code mach_msg_port_descriptor_t}. */
  public static final int PORT_DESCRIPTOR_SIZE = 12;

  public static final int PORT_DESCRIPTOR_NAME = 0;
  public static final int PORT_DESCRIPTOR_DISPOSITION = 10;

  /** Size of {@code mach_msg_ool_descriptor_t}. */
  public static final int OOL_DESCRIPTOR_SIZE = 16;

  public static final int OOL_ADDRESS = 0;
  public static final int OOL_DEALLOCATE = 8;
  public static final int OOL_COPY = 9;
  public static final int OOL_LENGTH = 12;

  /** Size of {@code mach_msg_ool_ports_descriptor_t}. */
  public static final int OOL_PORTS_DESCRIPTOR_SIZE = 16;

  public static final int OOL_PORTS_DISPOSITION = 10;
  public static final int OOL_PORTS_COUNT = 12;

  /** Size of {@code mach_msg_guarded_port_descriptor_t}. */
  public static final int GUARDED_DESCRIPTOR_SIZE = 16;

  public static final int GUARDED_CONTEXT = 0;
  public static final int GUARDED_FLAGS = 8;
  public static final int GUARDED_DISPOSITION = 10;
  public static final int GUARDED_NAME = 12;

  private MachMsgLayout() {}
}
