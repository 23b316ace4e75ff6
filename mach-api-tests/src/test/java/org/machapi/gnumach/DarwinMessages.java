package org.machapi.gnumach;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;

import java.util.List;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.NotifyConstants;

/**
 * Messages with rights, in Darwin's form. What is told of them leaves out what the two kernels lay
 * out differently: sizes, and how a right is described.
 */
final class DarwinMessages {
  private static final int SIZE = 2048;
  private static final int DISPOSITION_MASK = 0x1f;
  private static final int NDR_SIZE = 8;
  private static final int EXCEPTION = 2401;
  private static final int EXCEPTION_REPLY = 2501;

  /** Mach 3 counts the routines of its exception interface from one number less. */
  private static final int EXCEPTION_OF_MACH_3 = 2400;

  /** The reply to a message with the id that steps use, sent to an object of the kernel. */
  private static final int OBJECT_REPLY = 1334;

  private final NativeBuffer buffer = NativeBuffer.allocate(SIZE);

  /**
   * Sends without waiting: arguments as in the step, the result with the message if it came back.
   */
  String send(MachLibrary library, NameSymbols symbols, List<String> arguments) {
    List<Integer> numbers = arguments.stream().map(symbols::number).toList();
    int rights = (numbers.size() - 5) / 2;
    for (int i = 0; i < rights; i++) {
      int at = DESCRIPTORS + i * PORT_DESCRIPTOR_SIZE;
      buffer.putLong(at, 0);
      buffer.putInt(at + 8, 0);
      buffer.putInt(at + PORT_DESCRIPTOR_NAME, numbers.get(5 + 2 * i));
      buffer
          .bytes()
          .put(at + PORT_DESCRIPTOR_DISPOSITION, numbers.get(6 + 2 * i).byteValue())
          .put(at + DESCRIPTOR_TYPE, (byte) MessageConstants.MACH_MSG_PORT_DESCRIPTOR);
    }
    boolean complex = rights > 0;
    int bits = numbers.get(1) | numbers.get(3) << 8;
    buffer.putInt(MSGH_DESCRIPTOR_COUNT, rights);
    header(
        bits | (complex ? MessageConstants.MACH_MSGH_BITS_COMPLEX : 0),
        numbers.get(0),
        numbers.get(2),
        numbers.get(4));
    int code = send(library, complex ? DESCRIPTORS + rights * PORT_DESCRIPTOR_SIZE : HEADER_SIZE);
    return code == MessageConstants.MACH_SEND_TIMED_OUT ? told(code, symbols) : Results.of(code);
  }

  private void header(int bits, int remote, int local, int id) {
    buffer.putInt(MSGH_BITS, bits);
    buffer.putInt(MSGH_REMOTE_PORT, remote);
    buffer.putInt(MSGH_LOCAL_PORT, local);
    buffer.putInt(MSGH_VOUCHER_PORT, 0);
    buffer.putInt(MSGH_ID, id);
  }

  private int send(MachLibrary library, int size) {
    buffer.putInt(MSGH_SIZE, size);
    int options = MessageConstants.MACH_SEND_MSG | MessageConstants.MACH_SEND_TIMEOUT;
    return library.mach_msg(buffer.pointer(), options, size, 0, 0, 0, 0);
  }

  private int receive(MachLibrary library, int name) {
    int options = MessageConstants.MACH_RCV_MSG | MessageConstants.MACH_RCV_TIMEOUT;
    return library.mach_msg(buffer.pointer(), options, 0, SIZE, name, 0, 0);
  }

  /** Receives without waiting. */
  String receive(MachLibrary library, NameSymbols symbols, int name) {
    int code = receive(library, name);
    return code == 0 ? told(code, symbols) : Results.of(code);
  }

  private String told(int code, NameSymbols symbols) {
    int bits = buffer.getInt(MSGH_BITS);
    int id = buffer.getInt(MSGH_ID);
    StringBuilder text = new StringBuilder(Results.of(code));
    text.append(' ').append(id == EXCEPTION ? EXCEPTION_OF_MACH_3 : id);
    text.append(' ').append(bits & DISPOSITION_MASK);
    text.append(' ').append(symbols.of(buffer.getInt(MSGH_REMOTE_PORT)));
    text.append(' ').append(bits >>> 8 & DISPOSITION_MASK);
    text.append(' ').append(symbols.of(buffer.getInt(MSGH_LOCAL_PORT)));
    boolean complex = (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
    int rights = complex ? buffer.getInt(MSGH_DESCRIPTOR_COUNT) : 0;
    for (int i = 0; i < rights; i++) {
      int at = DESCRIPTORS + i * PORT_DESCRIPTOR_SIZE;
      text.append(' ').append(buffer.bytes().get(at + PORT_DESCRIPTOR_DISPOSITION));
      text.append(' ').append(symbols.of(buffer.getInt(at + PORT_DESCRIPTOR_NAME)));
    }
    int value = buffer.getInt(HEADER_SIZE + NDR_SIZE);
    switch (id) {
      case NotifyConstants.MACH_NOTIFY_DEAD_NAME, NotifyConstants.MACH_NOTIFY_PORT_DELETED ->
          text.append(' ').append(symbols.of(value));
      case NotifyConstants.MACH_NOTIFY_NO_SENDERS -> text.append(' ').append(value);
      case OBJECT_REPLY -> text.append(' ').append(Integer.toUnsignedString(value));
      case EXCEPTION -> text.append(' ').append(exception());
      default -> {
        // No other message of the kernel has a body without rights.
      }
    }
    return text.toString();
  }

  private int exception() {
    return buffer.getInt(DESCRIPTORS + 2 * PORT_DESCRIPTOR_SIZE + NDR_SIZE);
  }

  /**
   * Receives an exception message: reply right, thread, task, exception. Another message is told as
   * {@link #receive} tells it.
   */
  String receiveException(MachLibrary library, NameSymbols symbols, int name) {
    int code = receive(library, name);
    if (code != 0) {
      return Results.of(code);
    }
    if (buffer.getInt(MSGH_ID) != EXCEPTION) {
      return told(code, symbols);
    }
    int task = DESCRIPTORS + PORT_DESCRIPTOR_SIZE;
    return Results.of(code)
        + " "
        + symbols.of(buffer.getInt(MSGH_REMOTE_PORT))
        + " "
        + symbols.of(buffer.getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME))
        + " "
        + symbols.of(buffer.getInt(task + PORT_DESCRIPTOR_NAME))
        + " "
        + exception();
  }

  String replyException(MachLibrary library, int reply, int code) {
    header(MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE, reply, 0, EXCEPTION_REPLY);
    buffer.putLong(HEADER_SIZE, 0);
    buffer.putInt(HEADER_SIZE + NDR_SIZE, code);
    return Results.of(send(library, HEADER_SIZE + NDR_SIZE + 4));
  }
}
