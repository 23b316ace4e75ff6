package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machapi.HostPort;
import org.machapi.IpcSpace;
import org.machapi.Mach;
import org.machapi.NameEntry;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.raw.PortConstants;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

class CensusTest {
  private final SimulatedTask task = SimulatedKernel.create().createTask("census");
  private final Mach mach = Mach.of(task.library(), "mach-sim");

  private CensusEntry entry(int name) {
    return Census.take(mach).entries().stream()
        .filter(entry -> entry.name() == name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysWhatEachNameStandsFor() {
    try (ThreadPort self = ThreadPort.self(mach);
        HostPort host = HostPort.self(mach);
        ReceiveRight port = ReceiveRight.allocate(mach);
        SendOnceRight answer = port.makeSendOnce()) {
      assertThat(entry(mach.taskSelf()).what()).isEqualTo("own task");
      assertThat(entry(self.name()).what())
          .isEqualTo("Java thread \"" + Thread.currentThread().getName() + "\"");
      assertThat(entry(host.name()).what()).isEqualTo("host");
      assertThat(entry(port.name()).what()).isEqualTo("plain port");
      assertThat(entry(answer.name()).what()).isEqualTo("right to answer");
    }
  }

  @Test
  void countsTheReferencesOfEachRightAsTheKernelDoes() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight first = port.makeSend();
        SendRight second = first.copy()) {
      CensusEntry entry = entry(second.name());
      assertThat(entry.references()).isEqualTo(Map.of(Right.SEND, 2, Right.RECEIVE, 1));
      assertThat(entry.referencesText()).isEqualTo("SEND 2, RECEIVE 1");
      assertThat(entry.isPegged()).isFalse();
    }
  }

  @Test
  void showsADeadNameAsDead() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    try (SendRight send = port.makeSend()) {
      port.close();
      assertThat(entry(send.name()).what()).isEqualTo("dead");
      assertThat(entry(send.name()).references()).isEqualTo(Map.of(Right.DEAD_NAME, 1));
    }
  }

  @Test
  void marksACountThatHasReachedItsEnd() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      SendRight send = port.makeSend();
      int most = IpcSpace.MAX_USER_REFERENCES;
      mach.library()
          .mach_port_mod_refs(
              mach.taskSelf(), send.name(), PortConstants.MACH_PORT_RIGHT_SEND, most - 1);
      assertThat(entry(send.name()).isPegged()).isTrue();
      assertThat(entry(send.name()).referencesText()).startsWith("SEND 65535 (pegged)");
      send.close();
    }
  }

  @Test
  void leavesNamesReferencesAndMemoryAsTheyWere() {
    try (ThreadPort self = ThreadPort.self(mach);
        ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      List<NameEntry> before = mach.space().names();
      long mapped = task.mappedBytes();
      Census.take(mach);
      Census.take(mach);
      assertThat(mach.space().names()).isEqualTo(before);
      assertThat(self.references(Right.SEND)).isEqualTo(1);
      assertThat(send.references(Right.SEND)).isEqualTo(1);
      assertThat(task.mappedBytes()).isEqualTo(mapped);
    }
  }

  @Test
  void joinsTheLedgerByName() {
    Ledger ledger = Ledger.on(mach);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      Census census = Census.take(mach, ledger);
      CensusEntry entry = census.find(send.name());
      assertThat(entry).isNotNull();
      assertThat(entry.holdings())
          .extracting(Acquired::type)
          .containsExactly("ReceiveRight", "SendRight");
      assertThat(census.find(mach.taskSelf()).holdings()).isEmpty();
      assertThat(census.find(0x7fff03)).isNull();
      assertThat(census.vanished()).isZero();
    }
  }
}
