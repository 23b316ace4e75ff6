package org.machapi.samples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.ReceiveSource;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageServer;
import org.machapi.message.Mig;
import org.machapi.message.ReceivedMessage;
import org.machapi.message.Reply;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NdrRecordLayout;

/**
 * A server that adds two numbers, as MIG would have generated it: {@code routine add(server:
 * mach_port_t; a: int; b: int; out sum: int)}.
 */
final class AdditionServer {
  /** The {@code msgh_id} of a request; its reply has 100 more. */
  static final int ADD = 4000;

  private static final int LARGEST = 64;

  private AdditionServer() {}

  /** Makes the server; it serves in the threads that call {@link MessageServer#serve}. */
  static MessageServer at(ReceiveSource source) {
    return MessageServer.builder(source)
        .maxRequest(LARGEST)
        .handle(ADD, AdditionServer::add)
        .build();
  }

  private static int add(ReceivedMessage request, Reply reply) throws MalformedMessageException {
    // Nothing in a request is believed: what is missing here is answered with MIG_BAD_ARGUMENTS.
    request.expectDescriptors();
    ByteBuffer in = request.data(NdrRecordLayout.SIZE + 2 * Integer.BYTES);
    long sum =
        (long) in.getInt(NdrRecordLayout.SIZE) + in.getInt(NdrRecordLayout.SIZE + Integer.BYTES);
    if (sum != (int) sum) {
      return KernReturnConstants.KERN_INVALID_ARGUMENT;
    }
    Mig.success(reply.message()).data(number((int) sum));
    return KernReturnConstants.KERN_SUCCESS;
  }

  /** Writes a number as messages have it. */
  static ByteBuffer number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, value);
  }
}
