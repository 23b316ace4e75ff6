package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.SpecialPortConstants.HOST_AMFID_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_DYNAMIC_PAGER_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_KEXTD_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_LOCAL_NODE;
import static org.machapi.raw.SpecialPortConstants.HOST_NODE_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_PRIV_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class HostCallsTest {
  private static final int BASIC = 1;
  private static final int BASIC_WORDS = 12;

  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final Program program = Program.on(kernel);
  private final Program others = Program.on(kernel);
  private final int host = program.mach.mach_host_self();
  private final NativeBuffer info = NativeBuffer.allocate(4 * BASIC_WORDS);

  private static int get(Program of, int which) {
    int result =
        of.mach.host_get_special_port(
            of.mach.mach_host_self(), HOST_LOCAL_NODE, which, of.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return of.out.getInt(0);
  }

  private int getError(int name, int which) {
    program.out.putInt(0, 99);
    int result =
        program.mach.host_get_special_port(name, HOST_LOCAL_NODE, which, program.out.pointer());
    assertThat(program.out.getInt(0)).isEqualTo(99);
    return result;
  }

  private int set(int which, int port) {
    return program.mach.host_set_special_port(host, which, port);
  }

  private int info(int flavor, int room) {
    program.out.putInt(0, room);
    return program.mach.host_info(host, flavor, info.pointer(), program.out.pointer());
  }

  @Test
  void theHostPortIsAmongTheSpecialPorts() {
    assertThat(get(program, HOST_PORT)).isEqualTo(host);
    assertThat(program.references(host, MACH_PORT_RIGHT_SEND)).isEqualTo(3);
    assertThat(get(program, HOST_PRIV_PORT)).isEqualTo(host);
    assertThat(program.references(host, MACH_PORT_RIGHT_SEND)).isEqualTo(5);
  }

  @Test
  void whatNobodyHasSetIsTheNullPort() {
    for (int which = 4; which <= 32; which++) {
      assertThat(get(program, which)).isEqualTo(MACH_PORT_NULL);
    }
  }

  @Test
  void whatOneTaskSetsEveryTaskGetsCopiesOf() {
    int port = program.receiveAndSendRight();
    assertThat(set(HOST_KEXTD_PORT, port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(get(program, HOST_KEXTD_PORT)).isEqualTo(port);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    int name = get(others, HOST_KEXTD_PORT);
    assertThat(others.send(name, 7)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(get(program, HOST_KEXTD_PORT)).isEqualTo(MACH_PORT_DEAD);
  }

  @Test
  void settingDropsWhatWasKept() {
    int port = program.receiveAndSendRight();
    set(HOST_DYNAMIC_PAGER_PORT, port);
    int result =
        program.mach.mach_port_request_notification(
            program.self,
            port,
            MACH_NOTIFY_NO_SENDERS,
            0,
            port,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    program.mach.mach_port_deallocate(program.self, port);
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
    assertThat(set(HOST_DYNAMIC_PAGER_PORT, MACH_PORT_NULL)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void portsThatCanNotBeSetAreRefusedAndNothingIsKept() {
    int port = program.receiveAndSendRight();
    for (int which : new int[] {-1, 0, HOST_PORT, 7, 33}) {
      assertThat(set(which, port)).isEqualTo(KERN_INVALID_ARGUMENT);
    }
    assertThat(set(HOST_NODE_PORT, port)).isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(set(HOST_AMFID_PORT, port)).isEqualTo(KERN_NO_ACCESS);
    assertThat(set(HOST_KEXTD_PORT, 0x7f03)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    program.mach.task_get_special_port(program.self, TASK_READ_PORT, program.out.pointer());
    assertThat(set(HOST_KEXTD_PORT, program.out.getInt(0))).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.host_set_special_port(program.self, HOST_KEXTD_PORT, port))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.host_set_special_port(0, HOST_KEXTD_PORT, 0x7f03))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(get(program, HOST_KEXTD_PORT)).isEqualTo(MACH_PORT_NULL);
    int result =
        program.mach.mach_port_request_notification(
            program.self,
            port,
            MACH_NOTIFY_NO_SENDERS,
            0,
            port,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    program.mach.mach_port_deallocate(program.self, port);
    assertThat(program.receive(port)).as("no right is left anywhere").isEqualTo(KERN_SUCCESS);
  }

  @Test
  void portsThatThereAreNoneOfAreErrors() {
    assertThat(getError(host, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(getError(host, -1)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(getError(host, 33)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(getError(program.self, HOST_PORT)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(getError(0, HOST_PORT)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.host_get_special_port(host, 0, HOST_PORT, null))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void theBasicInfoTellsOfProcessorsAndMemory() {
    assertThat(info(BASIC, BASIC_WORDS + 1)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(BASIC_WORDS);
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(info.getInt(0)).isEqualTo(processors);
    assertThat(info.getInt(4)).isEqualTo(processors);
    assertThat(info.getInt(8)).isEqualTo(1 << 30);
    assertThat(info.getInt(36)).isEqualTo(processors);
    assertThat(info.getLong(40)).isEqualTo(1L << 30);
  }

  @Test
  void theTypeOfProcessorIsThatOfTheArchitecture() {
    for (MachineArchitecture architecture : MachineArchitecture.values()) {
      Program of =
          Program.on(
              SimulatedKernel.create(
                  KernelConfiguration.builder()
                      .architecture(architecture)
                      .maximumMemory(1L << 33)
                      .build()));
      of.out.putInt(0, 5);
      int result =
          of.mach.host_info(of.mach.mach_host_self(), BASIC, info.pointer(), of.out.pointer());
      assertThat(result).isEqualTo(KERN_SUCCESS);
      assertThat(of.out.getInt(0)).isEqualTo(5);
      assertThat(info.getInt(8)).as("2 GB at most").isEqualTo(0x8000_0000);
      assertThat(info.getInt(12))
          .isEqualTo(architecture == MachineArchitecture.ARM64 ? 0x0100000c : 7);
    }
  }

  @Test
  void otherFlavorsAreErrorsOrSayNothing() {
    assertThat(info(BASIC, 4)).isEqualTo(KERN_FAILURE);
    assertThat(info(7, 12)).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isZero();
    assertThat(info(8, 12)).isEqualTo(KERN_SUCCESS);
    assertThat(info(10, 12)).isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(info(4, 12)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(info(99, 12)).isEqualTo(KERN_INVALID_ARGUMENT);
    program.out.putInt(0, BASIC_WORDS);
    assertThat(program.mach.host_info(host, BASIC, null, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(program.mach.host_info(host, BASIC, info.pointer(), null))
        .isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(program.mach.host_info(program.self, BASIC, info.pointer(), program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }
}
