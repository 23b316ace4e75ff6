package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Right;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedTask;

@Tag("kernel")
@Timeout(60)
class CensusPeersTest {
  private final TestKernel kernel =
      TestKernel.create(
          KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build());
  private final SimulatedTask other = kernel.otherTask();

  @Test
  void aSenderFindsTheReceiverInAnotherTask() {
    int there = kernel.newReceiveRightOf(other);
    int here = other.grant(there, MACH_MSG_TYPE_MAKE_SEND, kernel.task());
    try (TaskPort task = Raw.controlPort(kernel, other)) {
      Census mine = Census.take(kernel.mach());
      Census theirs = Census.take(task);
      CensusPeers peers = CensusPeers.of(List.of(mine, theirs));
      CensusEntry sender = mine.find(here);
      List<PortPeer> found = peers.of(sender);
      assertThat(found).extracting(PortPeer::pid).containsExactly(mine.pid(), theirs.pid());
      assertThat(found).extracting(peer -> peer.entry().name()).containsExactly(here, there);
      assertThat(found.get(1).entry().type().has(Right.RECEIVE)).isTrue();
      assertThat(peers.of(theirs.find(there))).isEqualTo(found);
      assertThat(peers.of(mine.find(task.name())))
          .extracting(peer -> peer.entry().what())
          .as("each sees it with its own eyes")
          .containsExactly("task of process " + task.pid(), "own task");
    }
  }

  @Test
  void twoReceiversOfOneNumberAreTwoPorts() {
    CensusEntry first = Entries.receive(0x103).number(7).make();
    CensusEntry second = Entries.receive(0x203).number(7).make();
    assertThat(CensusPeers.of(List.of(Entries.census(first, second))).of(first)).isEmpty();
    assertThat(CensusPeers.of(List.of(Entries.census(first))).of(first)).hasSize(1);
  }

  @Test
  void aSetAndAPortAreNotTheSame() {
    CensusEntry port = Entries.receive(0x103).number(7).make();
    CensusEntry set = Entries.set(0x203).number(7).make();
    CensusPeers peers = CensusPeers.of(List.of(Entries.census(port), Entries.census(set)));
    assertThat(peers.of(port)).isEmpty();
    assertThat(peers.of(set)).isEmpty();
  }

  @Test
  void withoutNumbersNobodyHasPeers() {
    CensusEntry port = Entries.receive(0x103).number(0).make();
    assertThat(CensusPeers.of(List.of(Entries.census(port, port))).of(port)).isEmpty();
  }
}
