package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.exception.WireSamples.Sample;
import org.machapi.message.Deadline;

/**
 * Handing a message on copies its state once, from the memory where it arrived to that from which
 * it is sent. Counted in what is allocated: a message with 5,184 bytes of state needs no more than
 * one with none. (That the state is not asked for again is {@link ForwardingStateTest}'s.)
 */
@Timeout(60)
class ForwardingCopiesTest {
  private static final String LARGE = "mach_exception_raise_state/max-state";
  private static final String EMPTY = "mach_exception_raise_state/no-state";
  private static final int WARM_UP = 50;

  /** What else differs: nothing that grows with the state. */
  private static final long SLACK = 512;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Sample sample(String name) {
    return WireSamples.exceptions().filter(each -> each.name().equals(name)).findFirst().get();
  }

  /** What the thread allocates while it hands such a message on, the test's own copy left out. */
  private long allocated(Sample sample, boolean direct) {
    long least = Long.MAX_VALUE;
    byte[] request = sample.request();
    for (int i = 0; i < WARM_UP; i++) {
      SendingLibrary library = new SendingLibrary();
      Mach mach = library.mach();
      library.deliver(request);
      try (ReceiveRight port = ReceiveRight.allocate(mach);
          SendRight next = SendRight.adoptUnchecked(mach, 0x1203);
          ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(port))) {
        ExceptionHandler handler =
            new ExceptionHandler(
                message.type().mask(),
                next,
                next.name(),
                ExceptionBehaviour.STATE.with64BitCodes(),
                message.flavour());
        if (!direct) {
          library.deliver(failure(message.request().form().id));
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        ForwardResult result =
            direct
                ? message.forwardTo(handler, Deadline.none())
                : message.relayTo(handler, Deadline.none());
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(result.isDirect()).isEqualTo(direct);
        long copies = library.sent.stream().mapToLong(sent -> sent.length).sum();
        least = Math.min(least, after - before - copies);
      }
      byte[] sent = library.sent.get(0);
      assertThat(sent).hasSize(request.length);
      assertThat(ByteBuffer.wrap(sent, 24, sent.length - 24))
          .isEqualTo(ByteBuffer.wrap(request, 24, request.length - 24));
    }
    return least;
  }

  private static byte[] failure(int id) {
    byte[] reply = new byte[ExceptionReply.SIZE];
    ByteBuffer.wrap(reply)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, MACH_MSG_TYPE_PORT_SEND_ONCE << 8)
        .putInt(4, reply.length)
        .putInt(12, SendingLibrary.REPLY_PORT)
        .putInt(20, id + 100)
        .putInt(28, 1)
        .putInt(ExceptionReply.RETURN_CODE, KERN_FAILURE);
    return reply;
  }

  private void assertNoCopy(boolean direct) {
    // In this order: code that is compiled meanwhile allocates less, which is no copy.
    long empty = allocated(sample(EMPTY), direct);
    long large = allocated(sample(LARGE), direct);
    assertThat(large - empty).isLessThan(SLACK);
  }

  @Test
  void noStateIsCopiedOnTheWayToAHandlerThatAnswersItself() {
    assertNoCopy(true);
  }

  @Test
  void noStateIsCopiedOnTheWayToAHandlerThatAnswersUs() {
    assertNoCopy(false);
  }
}
