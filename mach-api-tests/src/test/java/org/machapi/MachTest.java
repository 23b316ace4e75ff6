package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.SimulatedKernel;

@Tag("kernel")
@Timeout(60)
class MachTest {
  private final TestKernel kernel = TestKernel.create();

  @Test
  void anInstanceTellsWhichKernelItIsAndReadsTheTaskFromTheVariable() {
    RecordingLibrary calls = new RecordingLibrary(kernel.raw());
    Mach mach = Mach.of(calls.library(), "a kernel of this test");
    assertThat(mach.kernel()).isEqualTo("a kernel of this test");
    assertThat(mach).hasToString("Mach on a kernel of this test");
    assertThat(mach.library()).isSameAs(calls.library());
    assertThat(mach.taskSelf()).isEqualTo(kernel.self());
    assertThat(calls.routines()).containsExactly("mach_task_self_");
  }

  @Test
  void neitherPartOfAnInstanceMayBeMissing() {
    assertThatNullPointerException().isThrownBy(() -> Mach.of(null, "none"));
    assertThatNullPointerException().isThrownBy(() -> Mach.of(kernel.raw(), null));
  }

  @Test
  void ownTaskAndPortSpaceAreLookedAtWithoutACall() {
    kernel.calls().clear();
    assertThat(kernel.mach().taskSelf()).isEqualTo(kernel.self());
    assertThat(kernel.mach().task().name()).isEqualTo(kernel.self());
    assertThat(kernel.mach().space()).isNotNull();
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void rightsOfDifferentInstancesHaveNothingToDoWithEachOther() {
    Mach other = Mach.of(SimulatedKernel.create().createTask("other").library(), "another one");
    try (ThreadPort here = ThreadPort.self(kernel.mach());
        ThreadPort there = ThreadPort.self(other)) {
      assertThat(here.mach()).isSameAs(kernel.mach());
      assertThat(there.mach()).isSameAs(other);
      // The same number names the one thread here and the other there.
      assertThat(kernel.references(here.name(), Right.SEND)).isEqualTo(1);
      assertThat(there.references(Right.SEND)).isEqualTo(1);
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
    assertThat(other.space().names()).hasSize(1);
  }

  @Test
  void theRoutinesOfTheSystemKernelAreThoseOfOneInstance() {
    assertThat(Mach.system()).isSameAs(Mach.system());
    ReceiveRight port = ReceiveRight.allocate();
    SendRight send = SendRight.adopt(port.makeSend().relinquish());
    try (ThreadPort self = ThreadPort.self();
        HostPort host = HostPort.self();
        SendOnceRight once = SendOnceRight.adopt(port.makeSendOnce().relinquish())) {
      assertThat(List.of(self, host, port, send, once))
          .extracting(PortRight::mach)
          .containsOnly(Mach.system());
    }
    port.close();
    try (DeadName dead = DeadName.adopt(send.relinquish())) {
      assertThat(dead.mach()).isSameAs(Mach.system());
    }
  }
}
