package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.promises.PromisedTask.succeeds;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MPO_INSERT_SEND_RIGHT;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.raw.MachPortOptionsLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedKernel;

/**
 * What XNU's own test of rights in messages promises (XNU tests/ipc_mach_port.c, in releases from
 * 7195 on): all rights to one port that arrive in a task, the receive right among them, have one
 * name, whatever comes first. Client and server are tasks that meet through the bootstrap server.
 */
@Timeout(60)
class IpcMachPortPromisesTest {

  @ParameterizedTest
  @CsvSource({
    "XNU_7195,receive,copy,send",
    "XNU_7195,copy,receive,send",
    "XNU_7195,copy,send,receive",
    "XNU_11417,receive,copy,send",
    "XNU_11417,copy,receive,send",
    "XNU_11417,copy,send,receive"
  })
  void allRightsToAPortArriveUnderOneName(
      KernelGeneration generation, String first, String second, String third) {
    SimulatedKernel kernel =
        SimulatedKernel.create(
            KernelConfiguration.builder().generation(generation).bootstrapServer(true).build());
    PromisedTask server = PromisedTask.of(kernel.createTask("server"));
    PromisedTask client = PromisedTask.of(kernel.createTask("client"));
    int service = checkIn(server);
    int found = lookUp(client);

    int port = portWithSendRight(client);
    String[] ways = {first, second, third};
    for (int i = 0; i < ways.length; i++) {
      succeeds(client.sendRight(i, found, port, disposition(ways[i])));
    }

    int name = 0;
    for (int i = 0; i < ways.length; i++) {
      PromisedTask.Arrived arrived = server.receiveRight(i, service);
      assertThat(arrived.disposition()).isEqualTo(arriving(ways[i]));
      name = i == 0 ? arrived.name() : name;
      assertThat(arrived.name()).as(ways[i]).isEqualTo(name);
    }
    assertThat(server.references(name, MACH_PORT_RIGHT_RECEIVE)).isEqualTo(1);
    assertThat(server.references(name, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    succeeds(server.mach.mach_port_mod_refs(server.self, name, MACH_PORT_RIGHT_SEND, -2));
    succeeds(server.mach.mach_port_mod_refs(server.self, name, MACH_PORT_RIGHT_RECEIVE, -1));
  }

  private static int disposition(String way) {
    return switch (way) {
      case "receive" -> MACH_MSG_TYPE_MOVE_RECEIVE;
      case "copy" -> MACH_MSG_TYPE_COPY_SEND;
      default -> MACH_MSG_TYPE_MOVE_SEND;
    };
  }

  /** What the receiver reads: how the right came, not how it was sent. */
  private static int arriving(String way) {
    return way.equals("receive") ? MACH_MSG_TYPE_MOVE_RECEIVE : MACH_MSG_TYPE_MOVE_SEND;
  }

  private static NativeBuffer serviceName() {
    NativeBuffer text = NativeBuffer.allocate(128);
    text.bytes().put(0, "com.example.promises".getBytes(StandardCharsets.US_ASCII));
    return text;
  }

  private static int checkIn(PromisedTask server) {
    assertThat(
            server.mach.bootstrap_check_in(
                server.mach.bootstrap_port().get(),
                serviceName().pointer(),
                server.out().pointer()))
        .isEqualTo(BOOTSTRAP_SUCCESS);
    return server.out().getInt(0);
  }

  private static int lookUp(PromisedTask client) {
    assertThat(
            client.mach.bootstrap_look_up(
                client.mach.bootstrap_port().get(),
                serviceName().pointer(),
                client.out().pointer()))
        .isEqualTo(BOOTSTRAP_SUCCESS);
    return client.out().getInt(0);
  }

  private static int portWithSendRight(PromisedTask task) {
    NativeBuffer options = NativeBuffer.allocate(MachPortOptionsLayout.SIZE);
    options.putInt(MachPortOptionsLayout.FLAGS, MPO_INSERT_SEND_RIGHT);
    succeeds(task.mach.mach_port_construct(task.self, options.pointer(), 0, task.out().pointer()));
    return task.out().getInt(0);
  }
}
