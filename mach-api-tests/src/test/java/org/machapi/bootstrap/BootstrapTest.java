package org.machapi.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.DeadNameException;
import org.machapi.HostPort;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TaskSpecialPorts;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.sim.KernelConfiguration;

@Timeout(60)
class BootstrapTest {
  private static final String SERVICE = "com.example.server";

  private final TestKernel kernel =
      TestKernel.create(KernelConfiguration.builder().bootstrapServer(true).build());
  private final Mach mach = kernel.mach();
  private final Bootstrap server = Bootstrap.of(mach);

  /** Another program, which serves. */
  private final Mach other = Mach.of(kernel.otherTask().library(), "other");

  @Test
  void eachLookUpAddsOneReferenceAndCloseGivesItBack() {
    try (ReceiveRight served = Bootstrap.of(other).checkIn(SERVICE)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      SendRight first = server.lookUp(SERVICE);
      SendRight second = server.find(SERVICE);
      assertThat(second.name()).isEqualTo(first.name());
      assertThat(kernel.references(first.name(), Right.SEND)).isEqualTo(2);
      assertThat(served.status().hasSendRights()).isTrue();
      first.close();
      second.close();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void whatIsSentToTheServiceReachesWhoCheckedIn() {
    try (ReceiveRight served = Bootstrap.of(other).checkIn(SERVICE);
        SendRight found = server.lookUp(SERVICE)) {
      OutgoingMessage.withRoomFor(4)
          .begin(77)
          .data(ByteBuffer.allocate(4))
          .send(found, Deadline.immediate());
      try (ReceivedMessage message =
          ReceivedMessage.receive(served, MessageBuffer.forMessagesOf(64), Deadline.immediate())) {
        assertThat(message.id()).isEqualTo(77);
      }
    }
  }

  @Test
  void anUnknownServiceIsAnErrorWithSymbolMeaningAndAdviceOrNull() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.lookUp(SERVICE))
        .withMessageContaining(
            "bootstrap_look_up: BOOTSTRAP_UNKNOWN_SERVICE (1102): the bootstrap server knows no"
                + " service of this name. Service \"com.example.server\". ")
        .withMessageContaining("MachServices")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE));
    assertThat(server.find(SERVICE)).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void checkInGivesTheGuardedReceiveRight() {
    ReceiveRight served = server.checkIn(SERVICE);
    assertThat(served.status().isGuarded()).isTrue();
    assertThat(kernel.type(served.name()).has(Right.RECEIVE)).isTrue();
    served.close();
    assertThat(server.find(SERVICE)).as("the service went with the right").isNull();
  }

  @Test
  void closingADeclaredServiceGivesItBackToTheServerWithItsMessages() {
    kernel.kernel().declareService(SERVICE, "test");
    SortedMap<Integer, String> before = kernel.snapshot();
    ReceiveRight served = server.checkIn(SERVICE);
    try (SendRight client = Bootstrap.of(other).lookUp(SERVICE)) {
      OutgoingMessage.withRoomFor(0).begin(1).send(client, Deadline.immediate());
      served.close();
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(client.isDead()).isFalse();
      try (ReceiveRight again = server.checkIn(SERVICE)) {
        assertThat(again.status().queuedMessages()).isEqualTo(1);
      }
    }
  }

  @Test
  void whoServesFindsHisOwnServiceUnderTheSameName() {
    try (ReceiveRight served = server.checkIn(SERVICE);
        SendRight found = server.lookUp(SERVICE)) {
      assertThat(found.name()).isEqualTo(served.name());
    }
  }

  @Test
  void aServiceCanBeTakenOnceAtATime() {
    try (ReceiveRight served = server.checkIn(SERVICE)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> server.checkIn(SERVICE))
          .withMessageContaining("bootstrap_check_in: BOOTSTRAP_SERVICE_ACTIVE (1103)")
          .withMessageContaining("closed it or ended");
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(served.status().isGuarded()).isTrue();
    }
  }

  @Test
  void theServiceOfAnotherJobIsRefused() {
    kernel.kernel().declareService(SERVICE, "somebody else");
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.checkIn(SERVICE))
        .withMessageContaining("BOOTSTRAP_NOT_PRIVILEGED (1100)")
        .withMessageContaining("another job");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "1100,BOOTSTRAP_NOT_PRIVILEGED,sandbox",
    "1101,BOOTSTRAP_NAME_IN_USE,has the receive right",
    "1104,BOOTSTRAP_BAD_COUNT,Asked of the bootstrap port 0x",
    "1105,BOOTSTRAP_NO_MEMORY,launchd says so",
    "1106,BOOTSTRAP_NO_CHILDREN,Asked of the bootstrap port 0x",
    "0x10000003,MACH_SEND_INVALID_DEST,never release",
  })
  void everyErrorHasItsSymbolAndAdviceAndAcquiresNothing(
      String code, String symbol, String advice) {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("bootstrap_look_up", Integer.decode(code));
    kernel.calls().fail("bootstrap_check_in", Integer.decode(code));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.lookUp(SERVICE))
        .withMessageContaining("bootstrap_look_up: " + symbol)
        .withMessageContaining(advice);
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> server.find(SERVICE));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.checkIn(SERVICE))
        .withMessageContaining("bootstrap_check_in: " + symbol);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aTaskWithoutABootstrapPortIsTold() {
    Mach alone = TestKernel.create().mach();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> Bootstrap.of(alone).lookUp(SERVICE))
        .withMessageContaining("MACH_SEND_INVALID_DEST")
        .withMessageContaining("has no bootstrap port");
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_PORT_NULL, MACH_PORT_DEAD})
  void aSuccessThatBringsNoRightIsAServiceThatHasDied(int none) {
    SortedMap<Integer, String> before = kernel.snapshot();
    for (String routine : new String[] {"bootstrap_look_up", "bootstrap_check_in"}) {
      kernel
          .calls()
          .on(
              routine,
              (arguments, rest) -> {
                ((Pointer) arguments.get(2)).putInt(0, none);
                return 0;
              });
    }
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.lookUp(SERVICE))
        .withMessageContaining("BOOTSTRAP_UNKNOWN_SERVICE")
        .withMessageContaining("its port has died");
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> server.checkIn(SERVICE));
    assertThat(server.find(SERVICE)).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aNameOf127BytesIsTheLongest() {
    String longest = "x".repeat(127);
    try (ReceiveRight served = Bootstrap.of(other).checkIn(longest);
        SendRight found = server.lookUp(longest)) {
      assertThat(found.isDead()).isFalse();
      assertThat(served.status().hasSendRights()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name\0tail", "\0"})
  void aNameWithAZeroIsRefusedBeforeTheServerHearsOfIt(String service) {
    assertRefused(service, "where a zero is");
  }

  @Test
  void aNameThatIsTooLongIsRefusedBeforeTheServerHearsOfIt() {
    assertRefused("x".repeat(128), "at most 127 bytes");
    assertRefused("é".repeat(64), "has 128");
  }

  @Test
  void halfACharacterIsRefusedBeforeTheServerHearsOfIt() {
    assertRefused("\ud800", "half a character");
  }

  private void assertRefused(String service, String why) {
    kernel.calls().clear();
    assertThatThrownBy(() -> server.lookUp(service))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> server.find(service)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> server.checkIn(service)).isInstanceOf(IllegalArgumentException.class);
    assertThat(kernel.calls().routines()).isEmpty();
  }

  @Test
  void aNameOfOtherCharactersTravelsInUtf8() {
    kernel.kernel().declareService("diensté", "test");
    server.lookUp("diensté").close();
  }

  @Test
  void theVariableIsReadAndNoReferenceTaken() {
    int variable = kernel.raw().bootstrap_port().get();
    int before = kernel.references(variable, Right.SEND);
    Bootstrap its = Bootstrap.of(mach);
    its.find(SERVICE);
    assertThat(kernel.references(variable, Right.SEND)).isEqualTo(before);
    assertThat(its.toString()).isEqualTo("bootstrap server at 0x" + Integer.toHexString(variable));
  }

  @Test
  void aGivenRightIsUsedWhileItIsHeldAndStaysItsOwners() {
    SendRight port = TaskSpecialPorts.of(mach.task()).bootstrapPort();
    int before = kernel.references(port.name(), Right.SEND);
    Bootstrap its = Bootstrap.of(port);
    its.checkIn(SERVICE).close();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(before);
    assertThat(its.toString()).contains(port.toString());
    port.close();
    kernel.calls().clear();
    assertThatThrownBy(() -> its.lookUp(SERVICE)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> its.checkIn(SERVICE)).isInstanceOf(IllegalStateException.class);
    assertThat(kernel.calls().routines()).isEmpty();
  }

  @Test
  void aKernelObjectIsNoServerAndIsNotSentAMessage() {
    try (HostPort host = HostPort.self(mach)) {
      kernel.calls().clear();
      assertThatThrownBy(() -> Bootstrap.of(host))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("macOS kills");
      assertThat(kernel.calls().routines()).containsExactly("mach_port_kobject");
    }
  }

  @Test
  void aServerThatHasEndedIsADeadName() {
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      port.die();
      assertThatThrownBy(() -> Bootstrap.of(right)).isInstanceOf(DeadNameException.class);
    }
  }

  @Test
  void aReceiveRightThatCannotBeGuardedIsGivenBack() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("mach_port_guard", 6);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.checkIn(SERVICE))
        .withMessageContaining("mach_port_guard: KERN_RESOURCE_SHORTAGE");
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.calls().restore("mach_port_guard");
    server.checkIn(SERVICE).close();
  }

  @Test
  void aReceiveRightThatSomebodyHasGuardedIsLeftAloneAndNamed() {
    int[] name = {0};
    kernel
        .calls()
        .on(
            "bootstrap_check_in",
            (arguments, rest) -> {
              Object result = rest.call();
              name[0] = ((Pointer) arguments.get(2)).getInt(0);
              TestKernel.expectSuccess(
                  "mach_port_guard", kernel.raw().mach_port_guard(kernel.self(), name[0], 42, 0));
              return result;
            });
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server.checkIn(SERVICE))
        .satisfies(e -> assertThat(e).hasMessageContaining("0x" + Integer.toHexString(name[0])));
    assertThat(kernel.type(name[0]).has(Right.RECEIVE)).isTrue();
    ReceiveRight.adoptGuarded(mach, name[0], 42).close();
  }

  @Test
  void aReceiveRightThatTheKernelTellsNothingOfIsLeftAlone() {
    kernel.calls().fail("mach_port_get_attributes", 5);
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> server.checkIn(SERVICE));
    assertThat(kernel.calls().calls("mach_port_destruct"))
        .as("with a wrong guard that would end the process")
        .isEmpty();
  }
}
