package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SUCCESS;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_BOOTSTRAP_PORT;

import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** Checking in and looking up: whose a service is, and what becomes of its port. */
class BootstrapServiceTest {
  private static final String CLOCK = "org.example.clock";

  private final SimulatedKernel kernel = BootstrapProgram.kernel();
  private final BootstrapProgram server = BootstrapProgram.on(kernel, "clockd");
  private final BootstrapProgram client = BootstrapProgram.on(kernel, "client");

  @Test
  void withoutABootstrapServerThereIsNoRightAndEveryCallHasNoDestination() {
    Program program = Program.on(SimulatedKernel.create());
    MachLibrary mach = program.mach;
    assertThat(mach.bootstrap_port().get()).isEqualTo(MACH_PORT_NULL);
    assertThat(mach.task_get_special_port(program.self, TASK_BOOTSTRAP_PORT, program.out.pointer()))
        .isZero();
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    assertThat(mach.bootstrap_look_up(0, BootstrapProgram.name(CLOCK), program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThatThrownBy(() -> SimulatedKernel.create().declareService(CLOCK, "clockd"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theVariableNamesARightThatBelongsToTheLibrary() {
    assertThat(client.program.type(client.bootstrap)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(client.sendReferences(client.bootstrap)).isEqualTo(1);
    assertThat(client.task.createThread().library().bootstrap_port().get())
        .isEqualTo(client.bootstrap);
  }

  @Test
  void theSpecialPortIsTheSamePortWithOneReferenceMoreEachTime() {
    client.mach.task_get_special_port(client.program.self, TASK_BOOTSTRAP_PORT, client.out());
    assertThat(client.written()).isEqualTo(client.bootstrap);
    assertThat(client.sendReferences(client.bootstrap)).isEqualTo(2);
    assertThat(
            client.mach.task_set_special_port(
                client.program.self, TASK_BOOTSTRAP_PORT, MACH_PORT_NULL))
        .isZero();
    assertThat(client.mach.bootstrap_port().get()).isEqualTo(client.bootstrap);
  }

  @Test
  void whatNobodyDeclaredOrTookIsUnknown() {
    int names = client.names();
    assertThat(client.tryLookUp(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    assertThat(client.written()).isEqualTo(-7);
    assertThat(client.names()).isEqualTo(names);
  }

  @Test
  void aDeclaredServiceKeepsMessagesUntilItsJobChecksIn() {
    kernel.declareService(CLOCK, "clockd");
    int send = client.lookUp(CLOCK);
    assertThat(client.program.type(send)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(client.program.send(send, 41)).isZero();
    int receive = server.checkIn(CLOCK);
    assertThat(server.program.type(receive)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(server.program.receive(receive)).isZero();
    assertThat(server.program.id()).isEqualTo(41);
  }

  @Test
  void everyLookUpGivesOneReferenceMoreOfTheSameName() {
    kernel.declareService(CLOCK, "clockd");
    int name = client.lookUp(CLOCK);
    assertThat(client.lookUp(CLOCK)).isEqualTo(name);
    assertThat(client.sendReferences(name)).isEqualTo(2);
    client.deallocate(name);
    client.deallocate(name);
    assertThat(client.mach.mach_port_type(client.program.self, name, client.out())).isNotZero();
  }

  @Test
  void whoServesFindsItsOwnServiceUnderTheNameOfTheReceiveRight() {
    int receive = server.checkIn(CLOCK);
    assertThat(server.lookUp(CLOCK)).isEqualTo(receive);
    assertThat(server.program.type(receive))
        .isEqualTo(MACH_PORT_TYPE_RECEIVE | MACH_PORT_TYPE_SEND);
    kernel.declareService("org.example.other", "clockd");
    int send = server.lookUp("org.example.other");
    assertThat(server.checkIn("org.example.other")).isEqualTo(send);
  }

  @Test
  void theServerKeepsOneSendRightOfItsOwn() {
    int receive = server.checkIn(CLOCK);
    server.mach.mach_port_get_srights(server.program.self, receive, server.out());
    assertThat(server.written()).isEqualTo(1);
    int send = client.lookUp(CLOCK);
    server.mach.mach_port_get_srights(server.program.self, receive, server.out());
    assertThat(server.written()).isEqualTo(2);
    client.deallocate(send);
    server.mach.mach_port_get_srights(server.program.self, receive, server.out());
    assertThat(server.written()).isEqualTo(1);
  }

  @Test
  void aServiceCanBeTakenOnceAndByItsJobOnly() {
    kernel.declareService(CLOCK, "clockd");
    assertThat(client.tryCheckIn(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    server.checkIn(CLOCK);
    assertThat(server.tryCheckIn(server.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_SERVICE_ACTIVE);
    assertThat(server.written()).isEqualTo(-7);
    assertThat(client.tryCheckIn(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
  }

  @Test
  void aDeclaredServiceThatIsGivenBackKeepsItsPortItsMessagesAndItsSenders() {
    kernel.declareService(CLOCK, "clockd");
    int send = client.lookUp(CLOCK);
    int receive = server.checkIn(CLOCK);
    assertThat(client.program.send(send, 7)).isZero();
    assertThat(server.mach.mach_port_destruct(server.program.self, receive, 0, 0)).isZero();
    assertThat(client.program.type(send)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(client.program.send(send, 8)).isZero();
    int again = server.checkIn(CLOCK);
    assertThat(server.program.receive(again)).isZero();
    assertThat(server.program.id()).isEqualTo(7);
    assertThat(server.program.receive(again)).isZero();
    assertThat(server.program.id()).isEqualTo(8);
  }

  @Test
  void theNextRunOfAJobTakesTheServiceOfTheOneThatEnded() {
    kernel.declareService(CLOCK, "clockd");
    int send = client.lookUp(CLOCK);
    server.checkIn(CLOCK);
    server.task.terminate();
    assertThat(client.program.send(send, 9)).isZero();
    BootstrapProgram next = BootstrapProgram.on(kernel, "clockd");
    assertThat(next.program.receive(next.checkIn(CLOCK))).isZero();
    assertThat(next.program.id()).isEqualTo(9);
  }

  @Test
  void aServiceThatNobodyDeclaredGoesWithItsReceiveRight() {
    int receive = server.checkIn(CLOCK);
    int send = client.lookUp(CLOCK);
    assertThat(client.tryCheckIn(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    server.giveReceiveBack(receive);
    assertThat(client.program.type(send)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(client.tryLookUp(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    assertThat(client.checkIn(CLOCK)).isNotEqualTo(send);
  }

  @Test
  void aServiceThatNobodyDeclaredGoesWithItsTaskAndCanBeTakenByAnother() {
    server.checkIn(CLOCK);
    int send = client.lookUp(CLOCK);
    server.task.terminate();
    assertThat(client.program.references(send, MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(1);
    assertThat(client.tryLookUp(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    client.checkIn(CLOCK);
  }

  @Test
  void aNameHas127BytesAndTheRestIsCutOff() {
    String longest = "n".repeat(127);
    int receive = server.checkIn(longest + "these are too many");
    assertThat(server.lookUp(longest)).isEqualTo(receive);
    assertThat(server.lookUp(longest + "others")).isEqualTo(receive);
    assertThat(client.tryLookUp(client.bootstrap, "n".repeat(126)))
        .isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    server.checkIn("");
    assertThatThrownBy(() -> kernel.declareService(longest + "n", "clockd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameIsBytesAndNotCharacters() {
    kernel.declareService("org.example.Zürich", "clockd");
    server.checkIn("org.example.Zürich");
    assertThatThrownBy(() -> kernel.declareService("org.example.Zürich", "client"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Zürich");
    assertThatThrownBy(() -> kernel.declareService("", "client"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kernel.declareService("a\0b", "client"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void memoryThatCannotBeReadOrWrittenIsRefusedBeforeAnythingIsDone() {
    NativeBuffer endless = NativeBuffer.allocate(16);
    endless.bytes().put(0, new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    int names = server.names();
    assertThat(server.mach.bootstrap_check_in(server.bootstrap, endless.pointer(), server.out()))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(
            server.mach.bootstrap_check_in(
                server.bootstrap, BootstrapProgram.name(CLOCK), endless.pointer(14)))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(server.names()).isEqualTo(names);
    assertThat(server.tryLookUp(server.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
  }

  @Test
  void onlyASendRightToABootstrapPortWillDo() {
    int receive = server.program.receiveRight();
    assertThat(server.tryLookUp(receive, CLOCK)).isEqualTo(MACH_SEND_INVALID_DEST);
    server.program.makeSend(receive);
    assertThat(server.tryLookUp(receive, CLOCK)).isEqualTo(MIG_BAD_ID);
    assertThat(server.tryLookUp(server.program.self, CLOCK)).isEqualTo(MIG_BAD_ID);
    server.giveReceiveBack(receive);
    assertThat(server.tryLookUp(receive, CLOCK)).isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void theBootstrapPortIsNoTask() {
    assertThat(client.mach.mach_port_allocate(client.bootstrap, 1, client.program.out.pointer()))
        .isEqualTo(MIG_BAD_ID);
  }

  @Test
  void aMessageOfAnotherKindIsAnsweredAsOneThatNobodyKnows() {
    int reply = client.program.receiveRight();
    client.program.header(
        client.bootstrap, MACH_MSG_TYPE_COPY_SEND, reply, MACH_MSG_TYPE_MAKE_SEND_ONCE, 12);
    assertThat(client.program.send(1, 24, 0)).isZero();
    assertThat(client.program.receive(reply)).isZero();
    assertThat(client.program.id()).isEqualTo(112);
    assertThat(client.program.message.getInt(32)).isEqualTo(MIG_BAD_ID);
    assertThat(client.sendReferences(client.bootstrap)).isEqualTo(1);
  }

  @Test
  void whereThereIsNoRoomForANameTheRightIsLostAndADeclaredServiceComesBack() {
    SimulatedKernel small =
        SimulatedKernel.create(
            KernelConfiguration.builder().bootstrapServer(true).maximumNames(20).build());
    small.declareService(CLOCK, "clockd");
    BootstrapProgram full = BootstrapProgram.on(small, "clockd");
    int last = 0;
    while (full.mach.mach_port_allocate(full.program.self, 1, full.out()) == KERN_SUCCESS) {
      last = full.written();
    }
    assertThat(full.tryCheckIn(full.bootstrap, CLOCK))
        .isEqualTo(MACH_RCV_BODY_ERROR | MACH_MSG_IPC_SPACE);
    full.giveReceiveBack(last);
    assertThat(full.program.type(full.checkIn(CLOCK))).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void theStatusTellsWhetherTheCallerCouldTakeTheService() {
    kernel.declareService(CLOCK, "clockd");
    int names = server.names();
    assertThat(server.status(CLOCK)).isEqualTo(2);
    assertThat(server.names()).isEqualTo(names);
    assertThat(client.status(CLOCK)).isEqualTo(1);
    server.checkIn(CLOCK);
    assertThat(server.status(CLOCK)).isEqualTo(1);
    assertThat(
            server.mach.bootstrap_status(
                server.bootstrap, BootstrapProgram.name("no.such"), server.out()))
        .isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    assertThat(server.written()).isEqualTo(-7);
  }

  @Test
  void aServiceIsCreatedForGoodOnlyIfItWasDeclared() {
    kernel.declareService(CLOCK, "clockd");
    assertThat(createService(server, CLOCK)).isEqualTo(BOOTSTRAP_SUCCESS);
    int send = server.written();
    assertThat(server.program.type(send)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(server.program.references(send, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    int names = server.names();
    assertThat(createService(server, "no.such")).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    assertThat(server.names()).isEqualTo(names);
    assertThat(createService(client, CLOCK)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    server.checkIn(CLOCK);
    assertThat(createService(server, CLOCK)).isEqualTo(BOOTSTRAP_SERVICE_ACTIVE);
  }

  private static int createService(BootstrapProgram program, String service) {
    return program.mach.bootstrap_create_service(
        program.bootstrap, BootstrapProgram.name(service), program.out());
  }
}
