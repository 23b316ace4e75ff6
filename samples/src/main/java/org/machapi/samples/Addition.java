package org.machapi.samples;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.MessageServer;
import org.machapi.message.Mig;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.NdrRecordLayout;

/** A client that has numbers added by a server: a remote procedure call with both of its sides. */
public final class Addition {
  private static final int LARGEST_REPLY = 64;
  private static final int ROOM = NdrRecordLayout.SIZE + 2 * Integer.BYTES;

  private Addition() {}

  /**
   * Serves in one thread and calls from another.
   *
   * @param args none
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    System.out.println("20 + 22 = " + serveAndAdd(Mach.system(), 20, 22));
  }

  /**
   * Starts a server, asks it once, and stops it.
   *
   * @param mach the kernel
   * @param a a number
   * @param b another
   * @return their sum
   * @throws MachException as {@link #add} does
   * @throws InterruptedException if the thread is interrupted while the server ends
   */
  static int serveAndAdd(Mach mach, int a, int b) throws MachException, InterruptedException {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      MessageServer server = AdditionServer.at(port);
      Thread serving = new Thread(server::serve, "addition server");
      serving.start();
      try {
        return add(right, a, b, Deadline.in(Duration.ofSeconds(5)));
      } finally {
        server.stop();
        serving.join();
      }
    }
  }

  /**
   * Has two numbers added.
   *
   * @param server a right to the server
   * @param a a number
   * @param b another
   * @param deadline how long to wait for the sum
   * @return the sum
   * @throws MachException as {@link OutgoingMessage#call} does; {@code KERN_INVALID_ARGUMENT} if
   *     the sum is too large; as {@link Mig#check} and {@link ReceivedMessage#data(int)} do, if the
   *     answer is not what it should be
   * @throws IllegalStateException if there was no answer in time
   */
  static int add(SendView server, int a, int b, Deadline deadline) throws MachException {
    OutgoingMessage request =
        OutgoingMessage.withRoomFor(ROOM)
            .begin(AdditionServer.ADD)
            .data(Mig.ndr())
            .data(AdditionServer.number(a))
            .data(AdditionServer.number(b));
    MessageBuffer buffer = MessageBuffer.forMessagesOf(LARGEST_REPLY);
    // A port of its own for each call, so that a late answer cannot be taken for another one.
    try (ReceiveRight replyPort = ReceiveRight.allocate(server.mach());
        @Nullable ReceivedMessage answer = request.call(server, replyPort, buffer, deadline)) {
      if (answer == null) {
        throw new IllegalStateException("the server did not answer in time");
      }
      Mig.check("add", answer, AdditionServer.ADD);
      answer.expectDescriptors();
      ByteBuffer out = answer.data(NdrRecordLayout.SIZE + 2 * Integer.BYTES);
      return out.getInt(NdrRecordLayout.SIZE + Integer.BYTES);
    }
  }
}
