package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ARGUMENTS;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.MessageServer;
import org.machapi.message.Mig;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.sim.SimulatedTask;

/** A remote procedure call with both of its sides. */
@Tag("kernel")
@Timeout(60)
class AdditionTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SortedMap<Integer, String> before = kernel.snapshot();

  @Test
  void numbersAreAddedAndNothingIsLeft() throws Exception {
    assertThat(Addition.serveAndAdd(mach, 20, 22)).isEqualTo(42);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theClientMayBeAnotherTask() throws Exception {
    SimulatedTask other = kernel.otherTask();
    Mach client = Mach.of(other.library(), "client");
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right =
            SendRight.adopt(
                client, kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, other))) {
      int names = client.space().names().size();
      MessageServer server = AdditionServer.at(port);
      Threads.Running<Boolean> serving = Threads.start(() -> server.serveOne(Deadline.none()));
      assertThat(Addition.add(right, -5, 3, Deadline.none())).isEqualTo(-2);
      assertThat(serving.await()).isTrue();
      assertThat(client.space().names()).hasSize(names);
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void anErrorOfTheServerIsThrownAtTheClient() {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> Addition.serveAndAdd(mach, Integer.MAX_VALUE, 1))
        .withMessageStartingWith("add: KERN_INVALID_ARGUMENT")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void noAnswerInTimeIsAnError() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Addition.add(right, 1, 2, Deadline.in(Duration.ofMillis(1))))
          .withMessage("the server did not answer in time");
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aServerThatGoesAwayIsAnError() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    try (SendRight right = port.makeSend()) {
      Threads.Running<Integer> calling =
          Threads.start(() -> Addition.add(right, 1, 2, Deadline.none()));
      calling.awaitStop();
      port.close();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(calling::await)
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MIG_SERVER_DIED));
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12})
  void aRequestWithoutTwoNumbersIsRefused(int bytes) {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        ReceiveRight replyPort = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      OutgoingMessage.withRoomFor(16)
          .begin(AdditionServer.ADD)
          .data(ByteBuffer.allocate(bytes))
          .request(right, replyPort, Deadline.immediate());
      assertThat(AdditionServer.at(port).serveOne(Deadline.immediate())).isTrue();
      try (ReceivedMessage answer =
          ReceivedMessage.receive(
              replyPort, MessageBuffer.forMessagesOf(64), Deadline.immediate())) {
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(() -> Mig.check("add", answer, AdditionServer.ADD))
            .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MIG_BAD_ARGUMENTS));
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aRequestWithARightTooManyIsRefusedAndTheRightGivenBack() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      SortedMap<Integer, String> with = kernel.snapshot();
      OutgoingMessage.withRoomFor(64)
          .begin(AdditionServer.ADD)
          .copy(right)
          .data(ByteBuffer.allocate(16))
          .send(right, Deadline.immediate());
      assertThat(AdditionServer.at(port).serveOne(Deadline.immediate())).isTrue();
      assertThat(kernel.snapshot()).isEqualTo(with);
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }
}
