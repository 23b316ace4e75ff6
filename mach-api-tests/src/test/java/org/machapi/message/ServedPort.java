package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.machapi.Mach;
import org.machapi.NameEntry;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.raw.MachMsgLayout;
import org.machapi.sim.SimulatedTask;

/**
 * A port that a server of the test's task receives from, and a client in a task of its own with a
 * send right to it and a port for answers.
 */
final class ServedPort {
  static final int NOTHING = -1;

  final TestKernel kernel;
  final ReceiveRight port;
  final SimulatedTask clientTask;
  final Mach client;
  final SendRight server;
  final ReceiveRight replyPort;
  final List<ServerFailure> failures = new CopyOnWriteArrayList<>();
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);

  ServedPort(TestKernel kernel) {
    this.kernel = kernel;
    this.port = ReceiveRight.allocate(kernel.mach());
    this.clientTask = kernel.otherTask();
    this.client = Mach.of(clientTask.library(), "client");
    this.server =
        SendRight.adopt(
            client, kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, clientTask));
    this.replyPort = ReceiveRight.allocate(client);
  }

  /** Both tasks, all names and what they stand for, and the memory of the server. */
  record State(SortedMap<Integer, String> server, List<NameEntry> client, long mapped) {}

  State state() {
    return new State(kernel.snapshot(), client.space().names(), kernel.task().mappedBytes());
  }

  MessageServer.Builder builder() {
    return MessageServer.builder(port).onFailure(failures::add);
  }

  /** A message of the client to the server. */
  RawMessage message(int id) {
    return RawMessage.to(server.name(), MACH_MSG_TYPE_COPY_SEND).id(id);
  }

  /** A message of the client to the server that asks for an answer. */
  RawMessage request(int id) {
    return message(id).replyTo(replyPort.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE);
  }

  void send(RawMessage message) {
    message.send(clientTask.library());
  }

  /** Has a server serve what waits. */
  static void serveOne(MessageServer server) {
    assertThat(server.serveOne(Deadline.immediate())).isTrue();
  }

  /** What the client got: the words behind the header; null if nothing came. */
  List<Integer> answer(int id) {
    try (ReceivedMessage answer =
        ReceivedMessage.receive(replyPort, buffer, Deadline.immediate())) {
      if (answer == null) {
        return null;
      }
      assertThat(answer.id()).isEqualTo(id);
      ByteBuffer bytes = answer.bytes();
      List<Integer> words = new ArrayList<>();
      for (int at = MachMsgLayout.HEADER_SIZE; at < bytes.limit(); at += Integer.BYTES) {
        words.add(bytes.getInt(at));
      }
      return words;
    }
  }

  /** The id of what the client got. */
  int answerId() {
    try (ReceivedMessage answer =
        ReceivedMessage.receive(replyPort, buffer, Deadline.immediate())) {
      return answer == null ? NOTHING : answer.id();
    }
  }

  /** What MIG answers: the NDR record of a little-endian machine, and a code. */
  static List<Integer> code(int code) {
    int ndr = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 1 << 24;
    return List.of(0, ndr, code);
  }

  static ByteBuffer words(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.flip();
  }
}
