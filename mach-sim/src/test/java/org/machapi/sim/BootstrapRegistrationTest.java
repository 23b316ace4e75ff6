package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NO_MEMORY;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SUCCESS;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_RIGHT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registering ports, and sets of services inside others. */
class BootstrapRegistrationTest {
  private static final String CLOCK = "org.example.clock";

  private final List<GuardException> raised = new ArrayList<>();
  private final SimulatedKernel kernel =
      SimulatedKernel.create(
          KernelConfiguration.builder().bootstrapServer(true).guardListener(raised::add).build());
  private final BootstrapProgram server = BootstrapProgram.on(kernel, "clockd");
  private final BootstrapProgram client = BootstrapProgram.on(kernel, "client");

  private int sendRights(int receive) {
    server.mach.mach_port_get_srights(server.program.self, receive, server.out());
    return server.written();
  }

  private int requests(int receive) {
    server.mach.mach_port_dnrequest_info(
        server.program.self, receive, server.program.out.pointer(0), server.out());
    return server.written();
  }

  @Test
  void aRegisteredPortIsFoundAndTheCallerKeepsItsRight() {
    int port = server.program.receiveAndSendRight();
    assertThat(server.register(CLOCK, port)).isEqualTo(BOOTSTRAP_SUCCESS);
    assertThat(server.sendReferences(port)).isEqualTo(1);
    assertThat(sendRights(port)).isEqualTo(2);
    assertThat(client.program.send(client.lookUp(CLOCK), 5)).isZero();
    assertThat(server.program.receive(port)).isZero();
    assertThat(server.program.id()).isEqualTo(5);
  }

  @Test
  void theNameGoesWithThePort() {
    int port = server.program.receiveAndSendRight();
    server.register(CLOCK, port);
    server.giveReceiveBack(port);
    assertThat(client.tryLookUp(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
  }

  @Test
  void theNameGoesWithTheTaskThoughThePortLivesOn() {
    int port = server.program.receiveRight();
    int send = server.task.grant(port, MACH_MSG_TYPE_MAKE_SEND, client.task);
    assertThat(client.register(CLOCK, send)).isEqualTo(BOOTSTRAP_SUCCESS);
    assertThat(requests(port)).isEqualTo(1);
    client.task.terminate();
    assertThat(sendRights(port)).isZero();
    assertThat(requests(port)).isZero();
    assertThat(server.tryLookUp(server.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
  }

  @Test
  void onePortCanHaveTwoNames() {
    int port = server.program.receiveAndSendRight();
    server.register(CLOCK, port);
    server.register("org.example.other", port);
    assertThat(client.lookUp(CLOCK)).isEqualTo(client.lookUp("org.example.other"));
    server.giveReceiveBack(port);
    assertThat(client.tryLookUp(client.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
    assertThat(client.tryLookUp(client.bootstrap, "org.example.other"))
        .isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
  }

  @Test
  void aTakenNameIsRefusedAndTheRightIsGivenUpAgain() {
    int port = server.program.receiveAndSendRight();
    server.register(CLOCK, port);
    assertThat(server.register(CLOCK, port)).isEqualTo(BOOTSTRAP_SERVICE_ACTIVE);
    assertThat(server.register(CLOCK, MACH_PORT_NULL)).isEqualTo(BOOTSTRAP_SERVICE_ACTIVE);
    assertThat(sendRights(port)).isEqualTo(2);
    int others = client.program.receiveAndSendRight();
    assertThat(client.register(CLOCK, others)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    client.mach.mach_port_get_srights(client.program.self, others, client.out());
    assertThat(client.written()).isEqualTo(1);
  }

  @Test
  void aDeclaredServiceCanBeTakenBackButNotRegistered() {
    kernel.declareService(CLOCK, "clockd");
    int send = client.lookUp(CLOCK);
    int port = server.program.receiveAndSendRight();
    assertThat(server.register(CLOCK, port)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    assertThat(client.register(CLOCK, MACH_PORT_NULL)).isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    assertThat(server.register(CLOCK, MACH_PORT_NULL)).isEqualTo(BOOTSTRAP_SUCCESS);
    assertThat(client.program.type(send)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(server.register(CLOCK, port)).isEqualTo(BOOTSTRAP_SUCCESS);
    assertThat(server.register("no.such", MACH_PORT_NULL)).isEqualTo(BOOTSTRAP_SUCCESS);
  }

  @Test
  void deadPortsCannotBeRegistered() {
    assertThat(server.register(CLOCK, MACH_PORT_DEAD)).isEqualTo(BOOTSTRAP_NO_MEMORY);
    int port = server.program.receiveAndSendRight();
    server.giveReceiveBack(port);
    assertThat(server.register(CLOCK, port)).isEqualTo(BOOTSTRAP_NO_MEMORY);
    assertThat(raised).isEmpty();
  }

  @Test
  void whatIsNoSendRightCannotBeRegistered() {
    int port = server.program.receiveRight();
    assertThat(server.register(CLOCK, port)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(raised).singleElement().matches(e -> e.flavor() == kGUARD_EXC_SEND_INVALID_RIGHT);
    raised.clear();
    assertThat(server.register(CLOCK, 0x777707)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(raised).isEmpty();
    assertThat(server.mach.bootstrap_register(0, BootstrapProgram.name(CLOCK), port))
        .isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void aRightThatCannotLeaveTheTaskCannotBeRegistered() {
    server.mach.task_get_special_port(server.program.self, TASK_READ_PORT, server.out());
    int read = server.written();
    assertThat(server.register(CLOCK, read)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(raised).singleElement().matches(e -> e.flavor() == kGUARD_EXC_IMMOVABLE);
    assertThat(server.mach.bootstrap_subset(server.bootstrap, read, server.out()))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
  }

  @Test
  void whatIsOfferedInASubsetIsFoundOnlyThere() {
    int subset = server.subset(server.bootstrap, server.program.self);
    assertThat(server.sendReferences(subset)).isEqualTo(1);
    server.checkIn("org.example.outer");
    assertThat(server.tryCheckIn(subset, CLOCK)).isZero();
    int receive = server.written();
    assertThat(server.tryLookUp(subset, CLOCK)).isZero();
    assertThat(server.written()).isEqualTo(receive);
    assertThat(server.tryLookUp(subset, "org.example.outer")).isZero();
    assertThat(server.tryLookUp(server.bootstrap, CLOCK)).isEqualTo(BOOTSTRAP_UNKNOWN_SERVICE);
  }

  @Test
  void aNameInASubsetHidesTheSameNameAbove() {
    int outer = server.checkIn(CLOCK);
    int subset = server.subset(server.bootstrap, server.program.self);
    assertThat(server.tryCheckIn(subset, CLOCK)).isZero();
    int inner = server.written();
    assertThat(inner).isNotEqualTo(outer);
    server.tryLookUp(subset, CLOCK);
    assertThat(server.written()).isEqualTo(inner);
  }

  @Test
  void theParentOfASubsetIsWhatItWasMadeFromAndTheFirstIsItsOwn() {
    int subset = server.subset(server.bootstrap, server.program.self);
    assertThat(server.mach.bootstrap_parent(subset, server.out())).isZero();
    assertThat(server.written()).isEqualTo(server.bootstrap);
    assertThat(server.mach.bootstrap_parent(server.bootstrap, server.out())).isZero();
    assertThat(server.written()).isEqualTo(server.bootstrap);
    assertThat(server.sendReferences(server.bootstrap)).isEqualTo(3);
  }

  @Test
  void aSubsetLivesAsLongAsItsRequestorAndNotAsItsUsers() {
    int requestor = server.program.receiveAndSendRight();
    int subset = server.subset(server.bootstrap, requestor);
    assertThat(sendRights(requestor)).isEqualTo(2);
    int inner = server.subset(subset, server.program.self);
    server.tryCheckIn(inner, CLOCK);
    int receive = server.written();
    assertThat(sendRights(receive)).isEqualTo(1);
    server.giveReceiveBack(requestor);
    assertThat(server.program.type(subset)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(server.program.type(inner)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(sendRights(receive)).isZero();
    assertThat(server.tryLookUp(subset, CLOCK)).isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void subsetsThatLiveAsLongAsOneAnotherEndOnceEach() {
    int requestor = server.program.receiveAndSendRight();
    int outer = server.subset(server.bootstrap, requestor);
    int first = server.subset(outer, server.program.self);
    int second = server.subset(outer, first);
    int kept = server.subset(second, server.program.self);
    int beside = server.subset(server.bootstrap, second);
    assertThat(server.mach.bootstrap_register(second, BootstrapProgram.name(CLOCK), requestor))
        .isEqualTo(BOOTSTRAP_SUCCESS);
    assertThat(sendRights(requestor)).isEqualTo(3);
    server.giveReceiveBack(requestor);
    for (int subset : new int[] {outer, first, second, kept, beside}) {
      assertThat(server.program.type(subset)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    }
    assertThat(server.subset(server.bootstrap, server.program.self)).isPositive();
  }

  @Test
  void givingUpASubsetPortEndsNothing() {
    int requestor = server.program.receiveAndSendRight();
    server.deallocate(server.subset(server.bootstrap, requestor));
    assertThat(sendRights(requestor)).isEqualTo(2);
    assertThat(requests(requestor)).isEqualTo(1);
  }

  @Test
  void aSubsetOfATaskEndsWithIt() {
    int subset = server.subset(server.bootstrap, server.program.self);
    int send = server.task.grant(subset, 19, client.task);
    assertThat(client.tryCheckIn(send, CLOCK)).isZero();
    server.task.terminate();
    assertThat(client.program.type(send)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
  }

  @Test
  void aSubsetNeedsARequestorThatLives() {
    assertThat(server.mach.bootstrap_subset(server.bootstrap, MACH_PORT_NULL, server.out()))
        .isEqualTo(BOOTSTRAP_NOT_PRIVILEGED);
    assertThat(server.mach.bootstrap_subset(server.bootstrap, MACH_PORT_DEAD, server.out()))
        .isEqualTo(BOOTSTRAP_NO_MEMORY);
    assertThat(
            server.mach.bootstrap_subset(
                server.bootstrap, server.program.receiveRight(), server.out()))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(server.written()).isEqualTo(-7);
  }

  @Test
  void subsetsAreNestedSoDeepAndNoDeeper() {
    int requestor = server.program.receiveAndSendRight();
    int port = server.bootstrap;
    for (int depth = 1; depth <= 101; depth++) {
      port = server.subset(port, requestor);
    }
    assertThat(server.mach.bootstrap_subset(port, requestor, server.out()))
        .isEqualTo(BOOTSTRAP_NO_MEMORY);
    assertThat(server.mach.bootstrap_subset(port, MACH_PORT_NULL, server.out()))
        .isEqualTo(BOOTSTRAP_NO_MEMORY);
    assertThat(sendRights(requestor)).isEqualTo(102);
    server.giveReceiveBack(requestor);
    assertThat(server.program.type(port)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
  }

  @Test
  void anUnprivilegedPortIsTheSameNameWithOneReferenceMore() {
    assertThat(server.mach.bootstrap_unprivileged(server.bootstrap, server.out())).isZero();
    assertThat(server.written()).isEqualTo(server.bootstrap);
    assertThat(server.sendReferences(server.bootstrap)).isEqualTo(2);
    assertThat(server.mach.bootstrap_unprivileged(MACH_PORT_DEAD, server.out()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(server.written()).isEqualTo(MACH_PORT_DEAD);
  }

  @Test
  void whatIsNoSendRightHasNoUnprivilegedPort() {
    int receive = server.program.receiveRight();
    assertThat(server.mach.bootstrap_unprivileged(receive, server.out()))
        .isEqualTo(KERN_INVALID_RIGHT);
    assertThat(server.written()).isEqualTo(MACH_PORT_NULL);
    assertThat(server.mach.bootstrap_unprivileged(0x777707, server.out()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(server.mach.bootstrap_unprivileged(server.bootstrap, server.program.out.pointer(62)))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(server.sendReferences(server.bootstrap)).isEqualTo(1);
  }
}
