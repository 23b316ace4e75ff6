package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_VOLATILE_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_PHYSICAL_COPY;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.DeadName;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.sim.SimulatedTask;

/**
 * A message owns what it carries: closing gives back the rest, taking moves out. Everything that a
 * C program can put into a message comes from another task, so that all of it is new here; the port
 * space and the memory afterwards are to be what they were.
 */
@Timeout(60)
class CarriedRightsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);

  /** The other task is this port's owner; the port is one that it can send rights of. */
  private final RemotePort sender = kernel.remotePort();

  /** What the other task calls its right to the port of the test. */
  private final int destination = grantDestination();

  private int grantDestination() {
    SendRight send = port.makeSend();
    int name = kernel.task().grant(send.name(), MACH_MSG_TYPE_COPY_SEND, sender.owner());
    send.close();
    kernel.deallocate(sender.name());
    return name;
  }

  private RawMessage message() {
    return RawMessage.to(destination, MACH_MSG_TYPE_COPY_SEND);
  }

  private ReceivedMessage arrive(RawMessage message) {
    message.send(sender.owner().library());
    ReceivedMessage received = ReceivedMessage.receive(port, buffer, Deadline.immediate());
    assertThat(received).isNotNull();
    return received;
  }

  private void assertCloseGivesAllBack(RawMessage message) {
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    ReceivedMessage received = arrive(message);
    assertThat(kernel.snapshot().equals(before) && kernel.task().mappedBytes() == mapped)
        .as("nothing arrived that could be given back")
        .isFalse();
    received.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    kernel.calls().clear();
    received.close();
    assertThat(kernel.calls().calls()).isEmpty();
  }

  private int newPortOfTheSender() {
    return kernel.newReceiveRightOf(sender.owner());
  }

  private long memory(int... values) {
    return RawMessage.memoryOf(sender.owner().library(), values);
  }

  @Test
  void sendRightsGoBackByOneReferenceEach() {
    int name = sender.receiveName();
    assertCloseGivesAllBack(message().port(name, MACH_MSG_TYPE_MAKE_SEND));
    assertCloseGivesAllBack(
        message()
            .port(name, MACH_MSG_TYPE_MAKE_SEND)
            .port(name, MACH_MSG_TYPE_MAKE_SEND)
            .word(0x7777));
    // Where the task has a right of its own, that one stays.
    int own = sender.grantSend();
    assertCloseGivesAllBack(message().port(name, MACH_MSG_TYPE_MAKE_SEND));
    assertThat(kernel.references(own, Right.SEND)).isEqualTo(1);
  }

  @Test
  void rightsThatWereMovedHereGoBackLikeThoseThatWereMade() {
    SimulatedTask owner = sender.owner();
    int send = owner.grant(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND, owner);
    assertCloseGivesAllBack(message().port(send, MACH_MSG_TYPE_MOVE_SEND));
    int once = owner.grant(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE, owner);
    assertCloseGivesAllBack(message().port(once, MACH_MSG_TYPE_MOVE_SEND_ONCE));
  }

  @Test
  void sendOnceRightsGoBackAndTheirReceiverIsTold() {
    assertCloseGivesAllBack(message().port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE));
    assertThat(sender.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(sender.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void receiveRightsGoBackAndTheirPortDies() {
    int moved = newPortOfTheSender();
    TestKernel.expectSuccess(
        "mach_port_insert_right",
        sender
            .owner()
            .library()
            .mach_port_insert_right(
                sender.owner().library().mach_task_self_().get(),
                moved,
                moved,
                MACH_MSG_TYPE_MAKE_SEND));
    assertCloseGivesAllBack(message().port(moved, MACH_MSG_TYPE_MOVE_RECEIVE));
    assertThat(sender.ownersReferences(moved, Right.DEAD_NAME)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_MSG_OOL_DESCRIPTOR, MACH_MSG_OOL_VOLATILE_DESCRIPTOR})
  void outOfLineMemoryIsUnmapped(int type) {
    long address = memory(1, 2, 3);
    assertCloseGivesAllBack(message().memory(type, address, 12));
    assertCloseGivesAllBack(message().memory(type, address, 12, MACH_MSG_PHYSICAL_COPY));
    assertCloseGivesAllBack(message().memory(type, address, 12).word(1).word(2));
  }

  @Test
  void largeMemoryIsUnmappedToItsLastPage() {
    long address = memory(new int[20_000]);
    assertCloseGivesAllBack(message().memory(MACH_MSG_OOL_DESCRIPTOR, address, 80_000));
  }

  @Test
  void arraysOfRightsGoBackWithTheMemoryTheyStandIn() {
    int name = sender.receiveName();
    assertCloseGivesAllBack(message().ports(memory(name, name), 2, MACH_MSG_TYPE_MAKE_SEND));
    assertCloseGivesAllBack(
        message().ports(memory(name, MACH_PORT_NULL, MACH_PORT_DEAD), 3, MACH_MSG_TYPE_MAKE_SEND));
    assertCloseGivesAllBack(message().ports(memory(name), 1, MACH_MSG_TYPE_MAKE_SEND_ONCE));
    assertThat(sender.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    int first = newPortOfTheSender();
    int second = newPortOfTheSender();
    assertCloseGivesAllBack(message().ports(memory(first, second), 2, MACH_MSG_TYPE_MOVE_RECEIVE));
  }

  @Test
  void everythingTogetherGoesBackInOneClose() {
    int name = sender.receiveName();
    assertCloseGivesAllBack(
        message()
            .replyTo(name, MACH_MSG_TYPE_MAKE_SEND_ONCE)
            .port(name, MACH_MSG_TYPE_MAKE_SEND)
            .memory(MACH_MSG_OOL_DESCRIPTOR, memory(1, 2), 8)
            .ports(memory(name, name, name), 3, MACH_MSG_TYPE_MAKE_SEND)
            .port(newPortOfTheSender(), MACH_MSG_TYPE_MOVE_RECEIVE)
            .word(1));
  }

  @Test
  void emptyDescriptorsCarryNothingAndNothingIsCalledForThem() {
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    ReceivedMessage received =
        arrive(
            message()
                .port(MACH_PORT_NULL, MACH_MSG_TYPE_MAKE_SEND)
                .port(MACH_PORT_DEAD, MACH_MSG_TYPE_MOVE_SEND)
                .memory(MACH_MSG_OOL_DESCRIPTOR, 0, 0)
                .ports(0, 0, MACH_MSG_TYPE_MOVE_SEND));
    kernel.calls().clear();
    received.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
  }

  @Test
  void aRightThatDiesWhileTheMessageIsOpenGoesBackAsADeadName() {
    SortedMap<Integer, String> before = kernel.snapshot();
    ReceivedMessage received =
        arrive(message().port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND));
    sender.die();
    received.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  // Taking out

  @Test
  void whatIsTakenOutIsTheTakersAndNotGivenBackByTheMessage() {
    int moved = newPortOfTheSender();
    ReceivedMessage received =
        arrive(
            message()
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
                .port(moved, MACH_MSG_TYPE_MOVE_RECEIVE));
    int send = received.takePortName(0);
    int once = received.takePortName(1);
    int receive = received.takePortName(2);
    kernel.calls().clear();
    received.close();
    assertThat(kernel.calls().calls()).isEmpty();
    SendRight.adopt(mach, send).close();
    SendOnceRight.adopt(mach, once).close();
    ReceiveRight.adopt(mach, receive).close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), port.name());
  }

  @Test
  void aRightIsTakenOutOnlyOnceAndTheOthersStay() {
    ReceivedMessage received =
        arrive(
            message()
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND));
    int name = received.takePortName(1);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    assertThat(received.takePortName(1)).isEqualTo(MACH_PORT_NULL);
    received.close();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    SendRight.adopt(mach, name).close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), port.name());
  }

  @Test
  void aRightThatDiedOnItsWayIsTakenOutAsTheDeadName() {
    int dying = newPortOfTheSender();
    message().port(dying, MACH_MSG_TYPE_MAKE_SEND).send(sender.owner().library());
    TestKernel.expectSuccess(
        "mach_port_mod_refs",
        sender
            .owner()
            .library()
            .mach_port_mod_refs(
                sender.owner().library().mach_task_self_().get(),
                dying,
                Right.RECEIVE.number(),
                -1));
    try (ReceivedMessage received = ReceivedMessage.receive(port, buffer, Deadline.immediate())) {
      assertThat(received).isNotNull();
      assertThat(received.takePortName(0)).isEqualTo(MACH_PORT_DEAD);
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), port.name());
  }

  @Test
  void onlyWhatIsAPortDescriptorCanBeTakenOut() {
    try (ReceivedMessage simple = arrive(message().word(1))) {
      assertNoPort(simple, 0);
      assertNoPort(simple, -1);
    }
    try (ReceivedMessage mixed =
        arrive(
            message()
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
                .memory(MACH_MSG_OOL_DESCRIPTOR, memory(1), 4)
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND))) {
      assertNoPort(mixed, -1);
      assertNoPort(mixed, 1);
      assertNoPort(mixed, 3);
      int behindTheMemory = mixed.takePortName(2);
      assertThat(kernel.references(behindTheMemory, Right.SEND)).isEqualTo(2);
      kernel.deallocate(behindTheMemory);
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), port.name());
  }

  private static void assertNoPort(ReceivedMessage message, int index) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> message.takePortName(index))
        .withMessageContaining("no port descriptor " + index);
  }

  @Test
  void namesAndAddressesCanBeReadWithoutBeingTaken() {
    try (ReceivedMessage received =
        arrive(
            message()
                .port(sender.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
                .memory(MACH_MSG_OOL_DESCRIPTOR, memory(42), 4))) {
      int name = received.bytes().getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME);
      assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
      long address = received.bytes().getLong(DESCRIPTORS + PORT_DESCRIPTOR_SIZE + OOL_ADDRESS);
      assertThat(kernel.task().isMapped(address, 4)).isTrue();
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), port.name());
  }

  // What goes wrong

  @Test
  void whatTheKernelRefusesToTakeBackIsLoggedAndTheRestGoesBack() {
    ReceivedMessage received =
        arrive(
            message()
                .port(newPortOfTheSender(), MACH_MSG_TYPE_MAKE_SEND)
                .port(newPortOfTheSender(), MACH_MSG_TYPE_MAKE_SEND));
    kernel.deallocate(received.bytes().getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME));
    List<LogRecord> log = logOf(received::close);
    assertThat(log).hasSize(1);
    assertThat(log.get(0).getParameters())
        .extracting(Object::toString)
        .contains("mach_port_deallocate", "KERN_INVALID_NAME (15)");
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self(), port.name());
  }

  @Test
  void aNumberInTheVoucherFieldIsNoRightAndNoReasonToComplain() {
    DeadName dead = DeadName.adopt(mach, kernel.newDeadName());
    SortedMap<Integer, String> before = kernel.snapshot();
    ReceivedMessage received = arrive(message().voucherField(dead.name()));
    assertThat(logOf(received::close)).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(before);
    dead.close();
  }

  /** Collects what the library logs of carried rights, in this thread. */
  private static List<LogRecord> logOf(Runnable action) {
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    long thread = Thread.currentThread().getId();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (Thread.currentThread().getId() == thread) {
              records.add(entry);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(CarriedRights.class.getName());
    logger.addHandler(handler);
    try {
      action.run();
    } finally {
      logger.removeHandler(handler);
    }
    return records;
  }
}
