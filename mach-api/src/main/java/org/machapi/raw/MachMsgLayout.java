package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.EITHER;
import static org.machapi.raw.StructField.Sign.NONE;
import static org.machapi.raw.StructField.Sign.SIGNED;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Sizes and field offsets, in bytes, of the structs of {@code <mach/message.h>}; equal on every
 * LP64 target of macOS.
 *
 * <p>All structs are packed to 4 bytes, so that 64-bit fields may stand at offsets that are no
 * multiple of 8.
 */
public final class MachMsgLayout {

  // The header: mach_msg_header_t

  /** Size of {@code mach_msg_header_t}. */
  @StructSize("mach_msg_header_t")
  public static final int HEADER_SIZE = 24;

  /** Offset of {@code msgh_bits}: 32 bits. */
  @StructField(struct = "mach_msg_header_t", field = "msgh_bits", bytes = 4, sign = UNSIGNED)
  public static final int MSGH_BITS = 0;

  /** Offset of {@code msgh_size}: 32 bits, bytes of the message without its trailer. */
  @StructField(struct = "mach_msg_header_t", field = "msgh_size", bytes = 4, sign = UNSIGNED)
  public static final int MSGH_SIZE = 4;

  /** Offset of {@code msgh_remote_port}: a name; where to send, or where to reply. */
  @StructField(struct = "mach_msg_header_t", field = "msgh_remote_port", bytes = 4, sign = UNSIGNED)
  public static final int MSGH_REMOTE_PORT = 8;

  /** Offset of {@code msgh_local_port}: a name; where the reply goes, or where the message came. */
  @StructField(struct = "mach_msg_header_t", field = "msgh_local_port", bytes = 4, sign = UNSIGNED)
  public static final int MSGH_LOCAL_PORT = 12;

  /** Offset of {@code msgh_voucher_port}: a name. */
  @StructField(
      struct = "mach_msg_header_t",
      field = "msgh_voucher_port",
      bytes = 4,
      sign = UNSIGNED)
  public static final int MSGH_VOUCHER_PORT = 16;

  /** Offset of {@code msgh_id}: 32 bits, what sender and receiver agree on. */
  @StructField(struct = "mach_msg_header_t", field = "msgh_id", bytes = 4, sign = SIGNED)
  public static final int MSGH_ID = 20;

  // The body of a complex message

  /** Offset of {@code msgh_descriptor_count}: 32 bits, in complex messages only. */
  @StructField(
      struct = "mach_msg_base_t",
      field = "body.msgh_descriptor_count",
      bytes = 4,
      sign = UNSIGNED)
  public static final int MSGH_DESCRIPTOR_COUNT = 24;

  /** Offset of the first descriptor of a complex message. */
  @StructSize("mach_msg_base_t")
  public static final int DESCRIPTORS = 28;

  /** Offset of the type in every kind of descriptor: one byte. */
  @StructField(
      struct = {
        "mach_msg_type_descriptor_t",
        "mach_msg_port_descriptor_t",
        "mach_msg_ool_descriptor_t",
        "mach_msg_ool_ports_descriptor_t",
        "mach_msg_guarded_port_descriptor_t"
      },
      field = "type",
      bytes = 1,
      sign = UNSIGNED)
  public static final int DESCRIPTOR_TYPE = 11;

  // mach_msg_port_descriptor_t

  /** Size of {@code mach_msg_port_descriptor_t}. */
  @StructSize("mach_msg_port_descriptor_t")
  public static final int PORT_DESCRIPTOR_SIZE = 12;

  /** Offset of the name of the right. */
  @StructField(struct = "mach_msg_port_descriptor_t", field = "name", bytes = 4, sign = UNSIGNED)
  public static final int PORT_DESCRIPTOR_NAME = 0;

  /** Offset of the disposition: one byte. */
  @StructField(
      struct = "mach_msg_port_descriptor_t",
      field = "disposition",
      bytes = 1,
      sign = UNSIGNED)
  public static final int PORT_DESCRIPTOR_DISPOSITION = 10;

  // mach_msg_ool_descriptor_t

  /** Size of {@code mach_msg_ool_descriptor_t}. */
  @StructSize("mach_msg_ool_descriptor_t")
  public static final int OOL_DESCRIPTOR_SIZE = 16;

  /** Offset of the address of the out-of-line memory: 64 bits. */
  @StructField(
      struct = {"mach_msg_ool_descriptor_t", "mach_msg_ool_ports_descriptor_t"},
      field = "address",
      bytes = 8,
      sign = NONE)
  public static final int OOL_ADDRESS = 0;

  /** Offset of the flag that the sender gives the memory away: one byte. */
  @StructField(
      struct = {"mach_msg_ool_descriptor_t", "mach_msg_ool_ports_descriptor_t"},
      field = "deallocate",
      bytes = 1,
      sign = EITHER)
  public static final int OOL_DEALLOCATE = 8;

  /** Offset of how to copy, {@code MACH_MSG_VIRTUAL_COPY} or another: one byte. */
  @StructField(
      struct = {"mach_msg_ool_descriptor_t", "mach_msg_ool_ports_descriptor_t"},
      field = "copy",
      bytes = 1,
      sign = UNSIGNED)
  public static final int OOL_COPY = 9;

  /** Offset of the size of the memory: 32 bits, bytes. */
  @StructField(struct = "mach_msg_ool_descriptor_t", field = "size", bytes = 4, sign = UNSIGNED)
  public static final int OOL_LENGTH = 12;

  // mach_msg_ool_ports_descriptor_t; address, deallocate and copy are where the other one has them

  /** Size of {@code mach_msg_ool_ports_descriptor_t}. */
  @StructSize("mach_msg_ool_ports_descriptor_t")
  public static final int OOL_PORTS_DESCRIPTOR_SIZE = 16;

  /** Offset of the disposition of all rights of the array: one byte. */
  @StructField(
      struct = "mach_msg_ool_ports_descriptor_t",
      field = "disposition",
      bytes = 1,
      sign = UNSIGNED)
  public static final int OOL_PORTS_DISPOSITION = 10;

  /** Offset of the number of rights: 32 bits. */
  @StructField(
      struct = "mach_msg_ool_ports_descriptor_t",
      field = "count",
      bytes = 4,
      sign = UNSIGNED)
  public static final int OOL_PORTS_COUNT = 12;

  // mach_msg_guarded_port_descriptor_t

  /** Size of {@code mach_msg_guarded_port_descriptor_t}. */
  @StructSize("mach_msg_guarded_port_descriptor_t")
  public static final int GUARDED_DESCRIPTOR_SIZE = 16;

  /** Offset of the guard: 64 bits. */
  @StructField(
      struct = "mach_msg_guarded_port_descriptor_t",
      field = "context",
      bytes = 8,
      sign = UNSIGNED)
  public static final int GUARDED_CONTEXT = 0;

  /** Offset of the flags {@code MACH_MSG_GUARD_FLAGS_*}: two bytes. */
  @StructField(
      struct = "mach_msg_guarded_port_descriptor_t",
      field = "flags",
      bytes = 2,
      sign = UNSIGNED)
  public static final int GUARDED_FLAGS = 8;

  /** Offset of the disposition: one byte. */
  @StructField(
      struct = "mach_msg_guarded_port_descriptor_t",
      field = "disposition",
      bytes = 1,
      sign = UNSIGNED)
  public static final int GUARDED_DISPOSITION = 10;

  /** Offset of the name of the receive right. */
  @StructField(
      struct = "mach_msg_guarded_port_descriptor_t",
      field = "name",
      bytes = 4,
      sign = UNSIGNED)
  public static final int GUARDED_NAME = 12;

  private MachMsgLayout() {}
}
