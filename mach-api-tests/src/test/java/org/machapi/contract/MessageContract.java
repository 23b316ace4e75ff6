package org.machapi.contract;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_TYPE;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG_TOO_SMALL;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jnr.ffi.Pointer;
import org.machapi.raw.MachMsgLayout;
import org.machapi.sim.SimulatedTask;

/**
 * The contract of the calls that carry messages, which the dispositions in the message decide: what
 * {@link org.machapi.raw.MessageRoutines#mach_msg} says in words, as far as the arguments tell.
 */
final class MessageContract {
  private static final long PAGE = 16_384;

  /** The class of errors that say that sending went well and receiving did not. */
  private static final int RECEIVE_ERRORS = 0x1000_4000;

  private static final int ERROR_CLASS = 0xffff_c000;

  /** The bits of a code that tell where memory or names ran out. */
  private static final int WHERE_BITS = 0x3c00;

  /**
   * The errors after which the header and the descriptors before the bad one are lost; which one
   * that is, is the kernel's to know. The last three lose nothing from macOS 14.4 on.
   */
  private static final Set<Integer> LOSING =
      Set.of(
          MACH_SEND_INVALID_RIGHT,
          MACH_SEND_INVALID_MEMORY,
          MACH_SEND_INVALID_TYPE,
          MACH_SEND_TOO_LARGE,
          MACH_SEND_MSG_TOO_SMALL);

  private static final Map<Integer, String> SENT =
      new TreeMap<>(
          Map.of(
              MACH_MSG_TYPE_MOVE_RECEIVE, "MACH_MSG_TYPE_MOVE_RECEIVE",
              MACH_MSG_TYPE_MOVE_SEND, "MACH_MSG_TYPE_MOVE_SEND",
              MACH_MSG_TYPE_MOVE_SEND_ONCE, "MACH_MSG_TYPE_MOVE_SEND_ONCE",
              MACH_MSG_TYPE_COPY_SEND, "MACH_MSG_TYPE_COPY_SEND",
              MACH_MSG_TYPE_MAKE_SEND, "MACH_MSG_TYPE_MAKE_SEND",
              MACH_MSG_TYPE_MAKE_SEND_ONCE, "MACH_MSG_TYPE_MAKE_SEND_ONCE"));

  private static final Map<Integer, String> RECEIVED =
      new TreeMap<>(
          Map.of(
              MACH_MSG_TYPE_PORT_RECEIVE, "MACH_MSG_TYPE_PORT_RECEIVE",
              MACH_MSG_TYPE_PORT_SEND, "MACH_MSG_TYPE_PORT_SEND",
              MACH_MSG_TYPE_PORT_SEND_ONCE, "MACH_MSG_TYPE_PORT_SEND_ONCE"));

  private static final String NO_REPLY_SENT = "sends no reply port";
  private static final String NO_REPLY_RECEIVED = "receives no reply port";

  private final SimulatedTask task;
  private final Pointer buffer;
  private final Pointer receiveBuffer;
  private final boolean sends;
  private final boolean receives;
  private final MessageRights sent;

  private MessageContract(SimulatedTask task, Object[] arguments) {
    int option = (Integer) arguments[1];
    this.task = task;
    this.buffer = (Pointer) arguments[0];
    this.receiveBuffer =
        arguments.length > 7 && arguments[7] != null ? (Pointer) arguments[7] : buffer;
    this.sends = (option & MACH_SEND_MSG) != 0;
    this.receives = (option & MACH_RCV_MSG) != 0;
    this.sent = MessageRights.read(task, buffer, sends ? (Integer) arguments[2] : 0);
  }

  /** Reads the message before it is sent. */
  static MessageContract before(SimulatedTask task, Object[] arguments) {
    return new MessageContract(task, arguments);
  }

  /** Returns what differs from the contract, in words. */
  List<String> violations(ObservedCall call) {
    int code = (Integer) call.result();
    HoldingsComparison holdings = new HoldingsComparison(call.before(), call.after());
    long memory = 0;
    boolean wasSent = sends && (code == 0 || (code & ERROR_CLASS) == RECEIVE_ERRORS);
    boolean cameBack = code == MACH_SEND_TIMED_OUT || code == MACH_SEND_INTERRUPTED;
    if (wasSent || cameBack) {
      memory -= give(holdings);
    }
    if (cameBack) {
      memory += receive(holdings, MessageRights.read(task, buffer, sizeOf(buffer)), true);
    } else if (receives && (code == 0 || (code & ~WHERE_BITS) == MACH_RCV_BODY_ERROR)) {
      MessageRights received = MessageRights.read(task, receiveBuffer, sizeOf(receiveBuffer));
      memory += receive(holdings, received, false);
    } else if (LOSING.contains(code & ~WHERE_BITS)) {
      return onlyLost(call);
    }
    List<String> violations = new ArrayList<>(holdings.differences());
    if (memory != call.mappedBytes()) {
      violations.add("memory: the contract says " + memory + " bytes; got " + call.mappedBytes());
    }
    return violations;
  }

  /** The cases that a message routine's contract can have, in the words of {@link #casesHeldIn}. */
  static List<String> cases(boolean sends, boolean receives) {
    List<String> cases = new ArrayList<>();
    if (sends) {
      SENT.forEach(
          (number, disposition) -> {
            if (number != MACH_MSG_TYPE_MOVE_RECEIVE) {
              cases.add("sends to a port by " + disposition);
              cases.add("sends a reply port by " + disposition);
            }
            cases.add("sends " + disposition);
          });
      cases.addAll(
          List.of(NO_REPLY_SENT, "sends memory and keeps it", "sends memory and gives it away"));
    }
    if (receives) {
      RECEIVED.forEach(
          (number, right) -> {
            if (number != MACH_MSG_TYPE_PORT_RECEIVE) {
              cases.add("receives a reply port as " + right);
            }
            cases.add("receives " + right);
          });
      cases.addAll(List.of(NO_REPLY_RECEIVED, "receives memory"));
    }
    return cases;
  }

  /** What a call that succeeded sent and received. */
  List<String> casesHeldIn(ObservedCall call) {
    List<String> cases = new ArrayList<>();
    if (!call.succeeded()) {
      return cases;
    }
    if (sends && !sent.header().isEmpty()) {
      cases.add("sends to a port by " + SENT.get(sent.header().get(0).disposition()));
      int reply = sent.header().get(1).disposition();
      cases.add(reply == 0 ? NO_REPLY_SENT : "sends a reply port by " + SENT.get(reply));
      sent.body().forEach(part -> cases.add("sends " + SENT.get(part.disposition())));
      sent.memory()
          .forEach(
              piece ->
                  cases.add(
                      "sends memory and " + (piece.deallocate() ? "gives it away" : "keeps it")));
    }
    if (receives) {
      MessageRights received = MessageRights.read(task, receiveBuffer, sizeOf(receiveBuffer));
      int reply = received.header().get(0).disposition();
      cases.add(reply == 0 ? NO_REPLY_RECEIVED : "receives a reply port as " + RECEIVED.get(reply));
      received.body().forEach(part -> cases.add("receives " + RECEIVED.get(part.disposition())));
      received.memory().forEach(piece -> cases.add("receives memory"));
    }
    return cases;
  }

  /** After an error in a descriptor nothing is gained, and only what was to be moved is lost. */
  private List<String> onlyLost(ObservedCall call) {
    List<String> violations = new ArrayList<>();
    call.before()
        .changesTo(call.after())
        .forEach(
            (name, change) -> {
              Holding most = Holding.NOTHING;
              for (MessageRights.Part part : sent.header()) {
                most = part.name() == name ? most.plus(moved(part)) : most;
              }
              for (MessageRights.Part part : sent.body()) {
                most = part.name() == name ? most.plus(moved(part)) : most;
              }
              boolean dies = call.before().of(name).hasRequest();
              Holding rest = most.plus(change);
              if (change.references() > (dies ? 1 : 0)
                  || change.receives() > 0
                  || rest.references() < 0
                  || rest.receives() < 0) {
                violations.add("0x" + Integer.toHexString(name) + " changed by " + change);
              }
            });
    return violations;
  }

  private static int sizeOf(Pointer message) {
    return message.size() < MachMsgLayout.HEADER_SIZE ? 0 : message.getInt(MachMsgLayout.MSGH_SIZE);
  }

  /** What the sender gives with the message; returns the bytes of memory among it. */
  private long give(HoldingsComparison holdings) {
    long bytes = 0;
    for (List<MessageRights.Part> parts : List.of(sent.header(), sent.body())) {
      parts.forEach(part -> holdings.expect(part.name(), Holding.NOTHING.minus(moved(part))));
    }
    for (MessageRights.Memory piece : sent.memory()) {
      bytes += piece.deallocate() ? pages(piece) : 0;
    }
    return bytes;
  }

  /** What the receiver gets with a message; returns the bytes of memory among it. */
  private static long receive(
      HoldingsComparison holdings, MessageRights received, boolean isOwnMessage) {
    for (int i = 0; i < received.header().size(); i++) {
      // The local port of a message from somebody else names the right that it came to.
      if (i != 1 || isOwnMessage) {
        MessageRights.Part part = received.header().get(i);
        holdings.expect(part.name(), moved(part));
      }
    }
    received.body().forEach(part -> holdings.expect(part.name(), moved(part)));
    long bytes = 0;
    for (MessageRights.Memory piece : received.memory()) {
      bytes += piece.address() == 0 ? 0 : pages(piece);
    }
    return bytes;
  }

  /** What moving this part moves; copying and making move nothing. */
  private static Holding moved(MessageRights.Part part) {
    return switch (part.disposition()) {
      case MACH_MSG_TYPE_MOVE_RECEIVE -> Holding.change(0, 1, 0);
      case MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_MOVE_SEND_ONCE -> Holding.change(1, 0, 0);
      default -> Holding.NOTHING;
    };
  }

  private static long pages(MessageRights.Memory piece) {
    if (piece.bytes() == 0) {
      return 0;
    }
    long first = Math.floorDiv(piece.address(), PAGE);
    long last = Math.floorDiv(piece.address() + piece.bytes() - 1, PAGE);
    return (last - first + 1) * PAGE;
  }
}
