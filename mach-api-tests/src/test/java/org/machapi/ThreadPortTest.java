package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.sim.SimulatedThread;

@Tag("kernel")
@Timeout(60)
class ThreadPortTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void selfAddsOneReferenceAndCloseGivesItBack() {
    ThreadPort first = ThreadPort.self(mach);
    int name = first.name();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    ThreadPort second = ThreadPort.self(mach);
    assertThat(second.name()).isEqualTo(name);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    second.close();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    first.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void selfIsThePortOfTheCallingThread() throws Exception {
    try (ThreadPort here = ThreadPort.self(mach)) {
      Threads.run(
          () -> {
            try (ThreadPort there = ThreadPort.self(mach)) {
              assertThat(there.name()).isNotEqualTo(here.name());
              assertThat(there.threadId()).isNotEqualTo(here.threadId());
            }
          });
      assertThat(here.kernelObject()).hasToString("IKOT_THREAD_CONTROL");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_PORT_NULL, MACH_PORT_DEAD})
  void selfWithoutAPortIsAnErrorAndNothingIsAcquired(int none) {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().on("mach_thread_self", (arguments, rest) -> none);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ThreadPort.self(mach))
        .withMessageContaining("mach_thread_self: KERN_RESOURCE_SHORTAGE (6): ")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_RESOURCE_SHORTAGE));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aVirtualThreadIsRefusedBeforeTheKernelIsAsked() throws Exception {
    assumeThat(Runtime.version().feature())
        .as("virtual threads came with JDK 21")
        .isGreaterThanOrEqualTo(21);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    kernel.calls().clear();
    Runnable asks =
        () -> {
          try {
            ThreadPort.self(mach).close();
          } catch (Throwable e) {
            thrown.set(e);
          }
        };
    // By reflection: these sources are compiled for JDK 17.
    Thread virtual =
        (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, asks);
    virtual.join(50_000);
    assertThat(thrown.get())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("virtual thread");
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void theReferenceOutlivesTheThreadAsOneOfADeadName() {
    SimulatedThread thread = kernel.task().createThread();
    ThreadPort port = ThreadPort.adopt(mach, thread.library().mach_thread_self());
    int name = port.name();
    thread.exit();
    assertThat(port.isDead()).isTrue();
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    port.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void aPortThatAThreadNeverClosedIsADeadNameAfterItsEnd() throws Exception {
    AtomicReference<ThreadPort> forgotten = new AtomicReference<>();
    Threads.run(() -> forgotten.set(ThreadPort.self(mach)));
    ThreadPort port = forgotten.get();
    assertThat(port.isDead()).isTrue();
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    port.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void adoptTakesOverTheCallersReference() {
    int name = kernel.raw().mach_thread_self();
    ThreadPort port = ThreadPort.adopt(mach, name);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    port.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptRefusesWhatIsNoThreadAndReleasesNothing() {
    int plain = kernel.remotePort().name();
    int receive = kernel.newReceiveRight();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ThreadPort.adopt(mach, plain))
        .withMessageContaining("mach_port_kobject: KERN_INVALID_ARGUMENT (4): ")
        .withMessageContaining("stands for IKOT_NONE, which is not the control port of a thread")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ThreadPort.adopt(mach, kernel.self()))
        .withMessageContaining("stands for IKOT_TASK_CONTROL");
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ThreadPort.adopt(mach, receive))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ThreadPort.adopt(mach, 0x4711))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptOfAThreadThatHasEndedSaysSoAndTheReferenceCanBeAdoptedAsADeadName() {
    SimulatedThread thread = kernel.task().createThread();
    int name = thread.library().mach_thread_self();
    thread.exit();
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(() -> ThreadPort.adopt(mach, name))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"));
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    DeadName.adopt(mach, name).close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptUncheckedMakesNoCall() {
    int name = kernel.raw().mach_thread_self();
    kernel.calls().clear();
    ThreadPort port = ThreadPort.adoptUnchecked(mach, name);
    assertThat(kernel.calls().calls()).isEmpty();
    port.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void copyIsAThreadPortWithAReferenceOfItsOwn() {
    ThreadPort port = ThreadPort.self(mach);
    ThreadPort copy = port.copy();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(2);
    port.close();
    assertThat(copy.threadId()).isPositive();
    int name = copy.name();
    copy.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void aViewIsGoodAsLongAsTheRightBehindItIsHeld() {
    ThreadPort port = ThreadPort.self(mach);
    MachThread view = port;
    assertThat(view.threadId()).isEqualTo(port.threadId());
    port.close();
    kernel.calls().clear();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(view::threadId);
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void aThreadHasTheNameOfItsJavaThreadAsHotSpotSetsIt() throws Exception {
    Threads.run(
        () -> {
          try (ThreadPort port = ThreadPort.self(mach)) {
            assertThat(port.threadName()).isEqualTo("Java: " + Thread.currentThread().getName());
            assertThat(mach.space().threadName(port.name())).isEqualTo(port.threadName());
          }
        });
  }

  @Test
  void aLongNameIsCutTo63Bytes() throws Exception {
    Thread thread = new Thread(() -> {}, "n".repeat(100));
    AtomicReference<String> name = new AtomicReference<>();
    Thread named =
        new Thread(
            () -> {
              try (ThreadPort port = ThreadPort.self(mach)) {
                name.set(port.threadName());
              }
            },
            thread.getName());
    named.start();
    named.join(50_000);
    assertThat(name.get()).isEqualTo("Java: " + "n".repeat(57));
  }

  @Test
  void aThreadWithoutJavaThreadHasNoName() {
    SimulatedThread thread = kernel.task().createThread();
    try (ThreadPort port = ThreadPort.adopt(mach, thread.library().mach_thread_self())) {
      assertThat(port.threadName()).isEmpty();
    }
  }

  @Test
  void questionsAboutAThreadThatHasEndedSaySoAndReleaseNothing() {
    SimulatedThread thread = kernel.task().createThread();
    try (ThreadPort port = ThreadPort.adopt(mach, thread.library().mach_thread_self())) {
      thread.exit();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(port::threadId)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_info"));
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(port::threadName);
      assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
  }

  @Test
  void aThreadThatHasJustEndedIsNoDeadNameYet() {
    try (ThreadPort port = ThreadPort.self(mach)) {
      // XNU clears what stands behind the port before the port dies.
      kernel.calls().fail("thread_info", KERN_INVALID_ARGUMENT);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(port::threadId)
          .satisfies(e -> assertThat(e).isNotInstanceOf(DeadNameException.class))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
      assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    }
  }
}
