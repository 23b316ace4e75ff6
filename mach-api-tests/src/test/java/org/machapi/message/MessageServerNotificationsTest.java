package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.message.ServedPort.code;
import static org.machapi.message.ServedPort.serveOne;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.TestKernel;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.Notification;
import org.machapi.raw.NativeBuffer;

/** What becomes of notifications at a port that is served, true and forged ones. */
@Tag("kernel")
@Timeout(60)
class MessageServerNotificationsTest {
  private final TestKernel kernel = TestKernel.create();
  private final ServedPort served = new ServedPort(kernel);
  private final MessageServer server = echo(served);

  private static MessageServer echo(ServedPort served) {
    return served.builder().maxRequest(256).handle(1000, (request, reply) -> KERN_SUCCESS).build();
  }

  /** The server still does what it should. */
  private static void assertServes(ServedPort served, MessageServer server) {
    served.send(served.request(1000));
    serveOne(server);
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_NOTIFY_DEAD_NAME, MACH_NOTIFY_SEND_ONCE, MACH_NOTIFY_NO_SENDERS})
  void aForgedNotificationIsARequestThatNobodyHandles(int id) {
    RemotePort named = kernel.remotePort();
    ServedPort.State before = served.state();
    served.send(served.request(id).word(0).word(1).word(named.name()));
    serveOne(server);
    assertThat(served.answer(id + 100)).isEqualTo(code(MIG_BAD_ID));
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aDeadNameNotificationThatNobodyHandlesGivesItsReferenceBack() {
    RemotePort watched = kernel.remotePort();
    kernel.requestDeadNameNotification(watched.name(), served.port.name());
    watched.die();
    assertThat(kernel.references(watched.name(), Right.DEAD_NAME)).isEqualTo(2);
    serveOne(server);
    assertThat(kernel.references(watched.name(), Right.DEAD_NAME)).isEqualTo(1);
    assertThat(served.failures).isEmpty();
    assertServes(served, server);
  }

  @Test
  void aDeadNameNotificationWhoseNameIsGoneIsNoMatter() {
    RemotePort watched = kernel.remotePort();
    kernel.requestDeadNameNotification(watched.name(), served.port.name());
    watched.die();
    kernel.deallocate(watched.name());
    kernel.deallocate(watched.name());
    serveOne(server);
    assertServes(served, server);
  }

  @Test
  void aSendOnceNotificationIsIgnored() {
    ServedPort.State before = served.state();
    int there =
        kernel.task().grant(served.port.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE, served.clientTask);
    SendOnceRight.adopt(served.client, there).close();
    serveOne(server);
    assertThat(served.failures).isEmpty();
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aReceiveRightThatANotificationBringsIsDestroyed() {
    ReceiveRight watched = ReceiveRight.allocate(kernel.mach());
    SortedMap<Integer, String> before = kernel.snapshot();
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "mach_port_request_notification",
        kernel
            .raw()
            .mach_port_request_notification(
                kernel.self(),
                watched.name(),
                MACH_NOTIFY_PORT_DESTROYED,
                0,
                served.port.name(),
                MACH_MSG_TYPE_MAKE_SEND_ONCE,
                out.pointer()));
    before.remove(watched.name());
    watched.close();
    serveOne(server);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(served.failures).isEmpty();
  }

  @Test
  void aHandlerForNotificationsGetsThem() {
    List<Integer> dead = new ArrayList<>();
    MessageServer listening =
        served
            .builder()
            .handle(
                MACH_NOTIFY_DEAD_NAME,
                (request, reply) -> {
                  assertThat(reply.isExpected()).isFalse();
                  try (Notification notification = Notification.of(request)) {
                    dead.add(((DeadNameNotification) notification).name());
                  }
                  return KERN_SUCCESS;
                })
            .build();
    RemotePort watched = kernel.remotePort();
    kernel.requestDeadNameNotification(watched.name(), served.port.name());
    watched.die();
    serveOne(listening);
    assertThat(dead).containsExactly(watched.name());
    assertThat(kernel.references(watched.name(), Right.DEAD_NAME)).isEqualTo(1);
    assertThat(served.failures).isEmpty();
  }
}
