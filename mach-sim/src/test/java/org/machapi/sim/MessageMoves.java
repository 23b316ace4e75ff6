package org.machapi.sim;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.OOL_COPY;
import static org.machapi.raw.MachMsgLayout.OOL_DEALLOCATE;
import static org.machapi.raw.MachMsgLayout.OOL_LENGTH;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_MASK;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_VIRTUAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

import java.util.ArrayList;
import java.util.List;
import org.machapi.raw.NativeBuffer;

/**
 * The random steps that send and receive: rights of every kind, alone and in arrays, and memory.
 */
final class MessageMoves {
  private static final int LONG_DESCRIPTOR_SIZE = 16;
  private static final int TOO_SMALL = 40;

  private final World world;
  private final Moves moves;

  MessageMoves(World world, Moves moves) {
    this.world = world;
    this.moves = moves;
  }

  String send(Player actor, Step step) {
    Program program = actor.program;
    int variant = step.variant();
    int through = Moves.DISPOSITIONS[variant % 5];
    int destination = moves.choose(actor, step.first(), Moves.needed(through));
    // A message may ask for its answer through any right, and through the one that it goes through.
    int answer = variant / 5 % 2 == 0 ? 0 : Moves.DISPOSITIONS[variant / 10 % 5];
    boolean same = step.second() % 3 == 0;
    int reply = same ? destination : moves.choose(actor, step.second(), Moves.needed(answer));
    if (answer == 0) {
      reply = MACH_PORT_NULL;
    }
    program.header(destination, through, reply, answer, variant);
    int size = putDescriptors(actor, step, variant / 20);
    int result = program.send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, size, 0);
    boolean back = (result & ~MACH_MSG_MASK) == MACH_SEND_TIMED_OUT;
    return result + (back ? takeOver(actor) : "");
  }

  String receive(Player actor, Step step) {
    Program program = actor.program;
    boolean fromSet = step.variant() / 8 % 2 == 0;
    int wanted = fromSet ? MACH_PORT_TYPE_PORT_SET : MACH_PORT_TYPE_RECEIVE;
    int name = moves.choose(actor, step.first(), wanted);
    int size = step.variant() % 8 == 0 ? TOO_SMALL : program.message.size();
    int result =
        program.mach.mach_msg(
            program.message.pointer(), MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, size, name, 0, 0);
    boolean came = result == MACH_MSG_SUCCESS || (result & ~MACH_MSG_MASK) == MACH_RCV_BODY_ERROR;
    return result + (came ? takeOver(actor) : "");
  }

  /** Puts none, one or two descriptors into the message; returns how long it is then. */
  private int putDescriptors(Player actor, Step step, int variant) {
    NativeBuffer message = actor.program.message;
    int count = variant % 3;
    message.putInt(MSGH_DESCRIPTOR_COUNT, count);
    if (count == 0) {
      return DESCRIPTORS;
    }
    message.putInt(MSGH_BITS, message.getInt(MSGH_BITS) | MACH_MSGH_BITS_COMPLEX);
    int at = DESCRIPTORS;
    for (int i = 0; i < count; i++) {
      int choice = (step.second() + 7 * i) % Step.CHOICES;
      int disposition = Moves.DISPOSITIONS[(variant / 3 + i) % Moves.DISPOSITIONS.length];
      int name = moves.choose(actor, choice, Moves.needed(disposition));
      switch (variant / 18 % 4) {
        case 0 -> putArray(actor, at, name, disposition);
        case 1 -> putMemory(actor, at);
        default -> putRight(message, at, name, disposition);
      }
      boolean isShort = message.bytes().get(at + DESCRIPTOR_TYPE) == MACH_MSG_PORT_DESCRIPTOR;
      at += isShort ? PORT_DESCRIPTOR_SIZE : LONG_DESCRIPTOR_SIZE;
    }
    return at;
  }

  private static void putRight(NativeBuffer message, int at, int name, int disposition) {
    message.putInt(at + PORT_DESCRIPTOR_NAME, name);
    message.putInt(at + 4, 0);
    message.putInt(at + 8, 0);
    message.bytes().put(at + PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    message.bytes().put(at + DESCRIPTOR_TYPE, (byte) MACH_MSG_PORT_DESCRIPTOR);
  }

  /** An array of the same right twice, or of one that can be taken only once. */
  private void putArray(Player actor, int at, int name, int disposition) {
    NativeBuffer message = actor.program.message;
    int count = disposition == MACH_MSG_TYPE_MOVE_RECEIVE ? 1 : 2;
    long address = world.allocate(actor, 4L * count);
    for (int i = 0; i < count; i++) {
      Program.at(address, 8).putInt(4L * i, name);
    }
    putLong(message, at, address, count, MACH_MSG_OOL_PORTS_DESCRIPTOR);
    message.bytes().put(at + OOL_PORTS_DISPOSITION, (byte) disposition);
  }

  private void putMemory(Player actor, int at) {
    int size = 100;
    putLong(actor.program.message, at, world.allocate(actor, size), size, MACH_MSG_OOL_DESCRIPTOR);
  }

  private static void putLong(NativeBuffer message, int at, long address, int count, int type) {
    message.putLong(at + OOL_ADDRESS, address);
    message.bytes().put(at + OOL_DEALLOCATE, (byte) 1);
    message.bytes().put(at + OOL_COPY, (byte) MACH_MSG_VIRTUAL_COPY);
    message.bytes().put(at + OOL_PORTS_DISPOSITION, (byte) 0);
    message.bytes().put(at + DESCRIPTOR_TYPE, (byte) type);
    message.putInt(at + OOL_LENGTH, count);
  }

  /** Remembers the memory that a message has brought; tells its names. */
  private static String takeOver(Player actor) {
    NativeBuffer message = actor.program.message;
    List<Integer> told = new ArrayList<>();
    told.add(actor.program.id());
    told.add(message.getInt(MSGH_REMOTE_PORT));
    told.add(message.getInt(MSGH_LOCAL_PORT));
    boolean complex = (message.getInt(MSGH_BITS) & MACH_MSGH_BITS_COMPLEX) != 0;
    int count = complex ? message.getInt(MSGH_DESCRIPTOR_COUNT) : 0;
    int at = DESCRIPTORS;
    for (int i = 0; i < count; i++) {
      int type = message.bytes().get(at + DESCRIPTOR_TYPE);
      if (type == MACH_MSG_PORT_DESCRIPTOR) {
        told.add(message.getInt(at + PORT_DESCRIPTOR_NAME));
        at += PORT_DESCRIPTOR_SIZE;
        continue;
      }
      int length = message.getInt(at + OOL_LENGTH);
      boolean ports = type == MACH_MSG_OOL_PORTS_DESCRIPTOR;
      if (length != 0) {
        actor.memory.put(message.getLong(at + OOL_ADDRESS), ports ? 4L * length : length);
      }
      told.add(length);
      at += LONG_DESCRIPTOR_SIZE;
    }
    return " " + told;
  }
}
