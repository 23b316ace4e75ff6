package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.ReceiveRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.sim.KernelConfiguration;

/** A name of another kernel or task means something else here; it does not get into a message. */
@Timeout(60)
class OtherKernelTest {
  private static final Deadline NOW = Deadline.immediate();

  private final TestKernel kernel = TestKernel.create();
  private final ReceiveRight server = ReceiveRight.allocate(kernel.mach());
  private final SendRight destination = server.makeSend();
  private final TestKernel elsewhere = TestKernel.create(KernelConfiguration.builder().build());
  private final ReceiveRight other = ReceiveRight.allocate(elsewhere.mach());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);

  private void assertRefused(Runnable sending) {
    kernel.calls().clear();
    assertThatIllegalArgumentException()
        .isThrownBy(sending::run)
        .withMessageContaining("another kernel");
    assertThat(kernel.calls().routines()).doesNotContain("mach_msg");
  }

  @Test
  void aRightOfAnotherKernelIsNotCarried() {
    SendRight foreign = other.makeSend();
    message.begin(1).copy(foreign);
    assertRefused(() -> message.send(destination, NOW));
    message.begin(1).copyAll(destination, foreign);
    assertRefused(() -> message.trySend(destination, NOW));
    message.begin(1).move(foreign);
    assertRefused(() -> message.answer(server.makeSendOnce(), NOW));
    message.begin(1).makeSend(other);
    assertRefused(() -> message.request(destination, server, NOW));
    // It is still its owner's.
    foreign.close();
  }

  @Test
  void aRightToAnswerOfAnotherKernelIsNotSent() {
    message.begin(1);
    assertRefused(() -> message.request(destination, other, NOW));
    assertRefused(() -> message.tryRequest(destination, other, NOW));
    SendOnceRight foreign = other.makeSendOnce();
    assertRefused(() -> message.forward(destination, foreign, NOW));
    foreign.close();
  }
}
