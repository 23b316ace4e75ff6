package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.HostPort;
import org.machapi.HostSpecialPort;
import org.machapi.HostSpecialPorts;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RegisteredPorts;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TaskSpecialPort;
import org.machapi.TaskSpecialPorts;
import org.machapi.TestKernel;
import org.machapi.ThreadPort;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.InstalledHandler;

/** What the kernel uses a port for, and that to ask for it leaves nothing behind. */
@Tag("kernel")
@Timeout(60)
class CensusRolesTest {
  private static final ExceptionMask MASK = ExceptionMask.of(ExceptionType.BREAKPOINT);

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private ReceiveRight port;
  private SendRight send;

  @BeforeEach
  void makePort() {
    port = ReceiveRight.allocate(mach);
    send = port.makeSend();
  }

  @AfterEach
  void closePort() {
    send.close();
    port.close();
  }

  private List<PortRole> roles() {
    SortedMap<Integer, String> before = kernel.snapshot();
    int references = kernel.allReferences(send.name(), Right.SEND);
    Census census = Census.take(mach);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.allReferences(send.name(), Right.SEND)).isEqualTo(references);
    assertThat(census.unread()).isEmpty();
    CensusEntry entry = census.find(send.name());
    assertThat(entry.references()).isEqualTo(Raw.references(kernel, send.name()));
    return entry.roles();
  }

  private InstalledHandler install(ExceptionPorts ports) {
    return ports.install(MASK, send, ExceptionBehaviour.DEFAULT, 0);
  }

  @Test
  void aPortWithoutRoleHasNone() {
    assertThat(roles()).isEmpty();
  }

  @Test
  void theExceptionPortOfTheTask() {
    try (InstalledHandler handler = install(ExceptionPorts.of(mach.task()))) {
      assertThat(handler).isNotNull();
      assertThat(roles())
          .singleElement()
          .satisfies(
              role -> {
                assertThat(role.kind()).isEqualTo(PortRole.Kind.EXCEPTION_PORT);
                assertThat(role.holder()).isEqualTo("task");
                assertThat(role.which()).startsWith("EXC_MASK_BREAKPOINT, ");
              });
    }
    assertThat(roles()).isEmpty();
  }

  @Test
  void theExceptionPortOfAThreadNamesTheThread() {
    try (ThreadPort self = ThreadPort.self(mach);
        InstalledHandler handler = install(ExceptionPorts.of(self))) {
      assertThat(handler).isNotNull();
      assertThat(roles()).extracting(PortRole::holder).containsExactly("thread " + self.threadId());
    }
  }

  @Test
  void theExceptionAndSpecialPortsOfTheHost() {
    try (HostPort host = HostPort.self(mach);
        InstalledHandler handler = install(ExceptionPorts.of(host).evenUnprotected())) {
      assertThat(handler).isNotNull();
      HostSpecialPorts.of(host).set(HostSpecialPort.LOCKD, send);
      assertThat(roles())
          .extracting(PortRole::holder, PortRole::kind)
          .containsExactly(
              tuple("host", PortRole.Kind.EXCEPTION_PORT),
              tuple("host", PortRole.Kind.SPECIAL_PORT));
      HostSpecialPorts.of(host).set(HostSpecialPort.LOCKD, null);
    }
  }

  @Test
  void theBootstrapPortAndRegisteredPortsOfTheTask() {
    try (SendRight before = TaskSpecialPorts.of(mach.task()).bootstrapPort()) {
      TaskSpecialPorts.of(mach.task()).set(TaskSpecialPort.BOOTSTRAP, send);
      RegisteredPorts.register(mach.task(), null, send, send);
      assertThat(roles())
          .extracting(PortRole::toString)
          .containsExactly(
              "special port BOOTSTRAP of task",
              "registered port 1 of task",
              "registered port 2 of task");
      TaskSpecialPorts.of(mach.task()).set(TaskSpecialPort.BOOTSTRAP, before);
      RegisteredPorts.register(mach.task());
    }
  }

  @Test
  void aCountNearItsEndIsLeftAsItIsAndThatIsSaid() {
    int near = 65_534;
    try (InstalledHandler handler = install(ExceptionPorts.of(mach.task()))) {
      assertThat(handler).isNotNull();
      kernel.addSendReferences(send.name(), near - kernel.allReferences(send.name(), Right.SEND));
      Census census = Census.take(mach);
      assertThat(kernel.allReferences(send.name(), Right.SEND))
          .as("one more could never be given back")
          .isEqualTo(near);
      assertThat(census.unread())
          .singleElement()
          .asString()
          .startsWith("roles of ports: not asked");
      assertThat(census.find(send.name()).roles()).isEmpty();
      assertThat(census.find(send.name()).isPegged()).isFalse();
      kernel.addSendReferences(send.name(), 2 - near);
    }
  }
}
