package org.machapi.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.NoSendersNotification;
import org.machapi.notification.Notification;
import org.machapi.notification.SendOnceNotification;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MigErrorConstants;

/**
 * One sample of a message with its reply: the message is received and decoded as a program would do
 * it, answered as the sample says the handler did, and the answer compared byte by byte.
 */
final class WireSample {
  private static final int SHOWN_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final Fields fields;
  private final String routine;
  private final List<Difference> differences = new ArrayList<>();

  private WireSample(Fields fields) {
    this.fields = fields;
    this.routine = fields.text("routine");
  }

  /** Replays a sample, and returns what differs. */
  static List<Difference> replay(Fields fields) {
    WireSample sample = new WireSample(fields);
    byte[] request = sample.bytes("request_received");
    try {
      if (fields.text("subsystem").equals("notify")) {
        sample.replayNotification(request);
      } else {
        sample.replayException(request);
      }
    } catch (MachException e) {
      sample.differ("outcome", "a decoded message", String.valueOf(e.getMessage()));
    }
    return sample.differences;
  }

  /** Takes the notification out of its message, as a program does whose port gets others, too. */
  private void replayNotification(byte[] request) throws MachException {
    Fields args = fields.object("args");
    WireLibrary library = new WireLibrary(request, (int) args.number("notify"));
    Mach mach = Mach.of(library.library(), "a recorded message");
    MessageBuffer buffer = MessageBuffer.forMessagesOf(Buffers.MESSAGE_SIZE);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        @Nullable ReceivedMessage message =
            ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
      if (message != null) {
        compareNotification(args, message);
      }
    }
    compareReply(new byte[0], library.sent());
  }

  private void compareNotification(Fields args, ReceivedMessage message) throws MachException {
    try (Notification notification = Notification.of(message)) {
      compare("notification", routine, routineOf(notification));
      if (notification instanceof DeadNameNotification deadName) {
        compare("name", args.number("name"), deadName.name());
        compare("dead name", true, deadName.hasDeadName());
      }
      if (notification instanceof NoSendersNotification noSenders) {
        compare("mscount", args.number("mscount"), noSenders.makeSendCount());
      }
    }
  }

  private static String routineOf(Notification notification) {
    if (notification instanceof DeadNameNotification) {
      return "mach_notify_dead_name";
    }
    if (notification instanceof NoSendersNotification) {
      return "mach_notify_no_senders";
    }
    return notification instanceof SendOnceNotification
        ? "mach_notify_send_once"
        : notification.toString();
  }

  private void replayException(byte[] request) throws MachException {
    Fields args = fields.object("args");
    WireLibrary library = new WireLibrary(request, (int) args.number("exception_port"));
    Mach mach = Mach.of(library.library(), "a recorded message");
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      ExceptionReceiver receiver = new ExceptionReceiver(port);
      try (@Nullable ExceptionMessage message = receiver.receive(Deadline.immediate())) {
        if (message != null) {
          compareDecoded(args, message);
          answer(message);
        }
      } catch (MalformedMessageException e) {
        int expected = (int) fields.number("reply_ret_code");
        compare("refused with", expected, e.kernReturn().code());
      }
    }
    compareReply(expectedReply(), library.sent());
  }

  /**
   * What is sent: the bytes that MIG's code left, except that a server loop keeps them to itself
   * where they say {@code MIG_NO_REPLY}.
   */
  private byte[] expectedReply() {
    boolean none = fields.number("reply_ret_code") == MigErrorConstants.MIG_NO_REPLY;
    return none ? new byte[0] : bytes("reply");
  }

  private void compareDecoded(Fields args, ExceptionMessage message) {
    compare("exception", args.number("exception"), message.type().number());
    compare("code", args.numbers("code"), message.codes());
    compareName(args, "thread", message.thread());
    compareName(args, "task", message.task());
    compareName(args, "task_id_token", message.token());
    compareName(args, "kcdata_object", message.token());
    if (args.has("thread_id")) {
      compare("thread_id", args.number("thread_id"), message.threadId());
    }
    if (args.has("flavor")) {
      compare("flavor", args.number("flavor"), message.flavour());
      compareState(args, message.state());
    }
  }

  private void compareName(Fields args, String field, @Nullable PortView view) {
    if (args.has(field)) {
      compare(field, args.number(field), view == null ? 0 : view.name());
    }
  }

  private void compareState(Fields args, int[] state) {
    compare("state count", args.number("old_state_count"), state.length);
    long word = args.number("old_state_first");
    for (int i = 0; i < state.length; i++) {
      compare("state[" + i + "]", word, Integer.toUnsignedLong(state[i]));
      word += args.number("old_state_step");
    }
  }

  /**
   * Answers as the sample's handler did: every word of the state plus one, or an error, or not at
   * all, and then keeps the right to answer.
   */
  private void answer(ExceptionMessage message) throws MachException {
    int result = (int) fields.number("server_result");
    if (result == MigErrorConstants.MIG_NO_REPLY) {
      try (@Nullable PortRight reply = message.takeReplyRight()) {
        compare("right to answer", replyPort(), reply == null ? 0 : reply.name());
      }
      return;
    }
    if (result == KernReturnConstants.KERN_FAILURE) {
      message.replyFailure();
    } else if (result == KernReturnConstants.KERN_SUCCESS) {
      Fields args = fields.object("args");
      if (args.has("flavor")) {
        int[] state = message.state();
        for (int i = 0; i < state.length; i++) {
          state[i]++;
        }
        message.replySuccess((int) args.number("flavor"), state);
      } else {
        message.replySuccess();
      }
    }
  }

  private int replyPort() {
    return ByteBuffer.wrap(bytes("request_received"))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(MachMsgLayout.MSGH_REMOTE_PORT);
  }

  private void compareReply(byte[] expected, byte @Nullable [] sent) {
    byte[] got = sent == null ? new byte[0] : sent;
    compare("reply size", expected.length, got.length);
    for (int i = 0; i < Math.min(expected.length, got.length); i++) {
      if (expected[i] != got[i]) {
        differ("reply from byte " + i, shown(expected, i), shown(got, i));
        return;
      }
    }
  }

  private static String shown(byte[] bytes, int from) {
    return HEX.formatHex(bytes, from, Math.min(bytes.length, from + SHOWN_BYTES));
  }

  private byte[] bytes(String field) {
    try {
      return HEX.parseHex(fields.text(field));
    } catch (IllegalArgumentException e) {
      throw fields.damaged(field, "no hexadecimal bytes");
    }
  }

  private void compare(String what, Object expected, Object got) {
    boolean same =
        expected instanceof Number a && got instanceof Number b
            ? a.longValue() == b.longValue()
            : expected.equals(got);
    if (!same) {
      differ(what, String.valueOf(expected), String.valueOf(got));
    }
  }

  private void differ(String what, String expected, String got) {
    differences.add(new Difference(0, routine, what, expected, got));
  }
}
