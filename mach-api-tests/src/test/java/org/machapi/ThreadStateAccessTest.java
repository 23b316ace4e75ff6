package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.MachineArchitecture;
import org.machapi.sim.SimulatedThread;

/** Reading and changing the states of threads; what comes of it is read back from the kernel. */
@Tag("kernel")
@Timeout(60)
class ThreadStateAccessTest {

  /** A thread of a kernel of its own, and the port to it. */
  private record Fixture(TestKernel kernel, ThreadPort port) implements AutoCloseable {
    static Fixture on(Architecture architecture) {
      TestKernel kernel =
          TestKernel.create(
              KernelConfiguration.builder()
                  .architecture(MachineArchitecture.valueOf(architecture.name()))
                  .build());
      SimulatedThread thread = kernel.task().createThread();
      int name = thread.library().mach_thread_self();
      return new Fixture(kernel, ThreadPort.adopt(kernel.mach(), name));
    }

    int[] read(ThreadStateFlavour flavour) {
      NativeBuffer out = NativeBuffer.allocate(ThreadStatusConstants.THREAD_STATE_MAX * 4);
      NativeBuffer count = NativeBuffer.allocate(4);
      count.putInt(0, ThreadStatusConstants.THREAD_STATE_MAX);
      TestKernel.expectSuccess(
          "thread_get_state",
          kernel
              .raw()
              .thread_get_state(port.name(), flavour.number(), out.pointer(), count.pointer()));
      return IntStream.range(0, count.getInt(0)).map(i -> out.getInt(4 * i)).toArray();
    }

    void write(ThreadStateFlavour flavour, int[] words) {
      NativeBuffer in = NativeBuffer.allocate(words.length * 4);
      in.bytes().asIntBuffer().put(words);
      TestKernel.expectSuccess(
          "thread_set_state",
          kernel.raw().thread_set_state(port.name(), flavour.number(), in.pointer(), words.length));
    }

    @Override
    public void close() {
      port.close();
    }
  }

  private static int[] counting(ThreadStateFlavour flavour) {
    return IntStream.rangeClosed(1, flavour.words()).toArray();
  }

  private static ThreadStateFlavour general(Architecture architecture) {
    return architecture == Architecture.X86_64
        ? ThreadStateFlavour.X86_THREAD_STATE64
        : ThreadStateFlavour.ARM_THREAD_STATE64;
  }

  private static ThreadStateFlavour unified(Architecture architecture) {
    ThreadStateFlavour unified = general(architecture).unified();
    assertThat(unified).isNotNull();
    return unified;
  }

  static Stream<ThreadStateFlavour> flavoursThatCanBeSet() {
    return Stream.of(
        ThreadStateFlavour.X86_THREAD_STATE64,
        ThreadStateFlavour.X86_FLOAT_STATE64,
        ThreadStateFlavour.X86_DEBUG_STATE64,
        ThreadStateFlavour.ARM_THREAD_STATE64,
        ThreadStateFlavour.ARM_NEON_STATE64,
        ThreadStateFlavour.ARM_DEBUG_STATE64);
  }

  @ParameterizedTest
  @MethodSource("flavoursThatCanBeSet")
  void aStateIsReadAndSetWordForWord(ThreadStateFlavour flavour) {
    try (Fixture fixture = Fixture.on(flavour.architecture())) {
      fixture.write(flavour, counting(flavour));
      SortedMap<Integer, String> before = fixture.kernel().snapshot();
      ThreadState state = fixture.port().state(flavour);
      assertThat(state.flavour()).isEqualTo(flavour);
      assertThat(state.words()).isEqualTo(counting(flavour));

      int[] other = IntStream.of(counting(flavour)).map(word -> -word).toArray();
      fixture.port().setState(ThreadState.of(flavour, other));
      assertThat(fixture.read(flavour)).isEqualTo(other);
      assertThat(fixture.kernel().snapshot()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void oneRegisterIsChangedAndTheOthersStay(Architecture architecture) {
    ThreadStateFlavour flavour = general(architecture);
    try (Fixture fixture = Fixture.on(architecture)) {
      fixture.write(flavour, counting(flavour));
      MachThread thread = fixture.port();
      thread.setState(thread.state(flavour).withProgramCounter(0x1_2345_6789L));
      ThreadState after = ThreadState.of(flavour, fixture.read(flavour));
      assertThat(after.programCounter()).isEqualTo(0x1_2345_6789L);
      assertThat(after)
          .isEqualTo(ThreadState.of(flavour, counting(flavour)).withProgramCounter(0x1_2345_6789L));
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void theKernelPutsAHeaderBeforeAUnifiedStateAndTakesOne(Architecture architecture) {
    ThreadStateFlavour flavour = general(architecture);
    try (Fixture fixture = Fixture.on(architecture)) {
      fixture.write(flavour, counting(flavour));
      ThreadState state = fixture.port().state(unified(architecture));
      assertThat(state.specific()).isEqualTo(ThreadState.of(flavour, counting(flavour)));
      assertThat(state).isEqualTo(ThreadState.of(flavour, counting(flavour)).unified());

      fixture.port().setState(state.withStackPointer(0x7000));
      assertThat(ThreadState.of(flavour, fixture.read(flavour)).stackPointer()).isEqualTo(0x7000);
    }
  }

  @Test
  void theStateOfAnExceptionCanBeRead() {
    try (Fixture fixture = Fixture.on(Architecture.X86_64)) {
      ThreadState state = fixture.port().state(ThreadStateFlavour.X86_EXCEPTION_STATE64);
      assertThat(state.words()).isEqualTo(fixture.read(ThreadStateFlavour.X86_EXCEPTION_STATE64));
      assertThat(fixture.port().state(ThreadStateFlavour.X86_EXCEPTION_STATE).specific())
          .isEqualTo(state);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> fixture.port().setState(state))
          .withMessageContaining("thread_set_state");
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aFlavourOfTheOtherArchitectureIsRefusedBeforeTheCall(Architecture architecture) {
    Architecture other =
        architecture == Architecture.ARM64 ? Architecture.X86_64 : Architecture.ARM64;
    ThreadStateFlavour foreign = general(other);
    try (Fixture fixture = Fixture.on(architecture)) {
      String message =
          "%s is a state of %s; this kernel runs on %s".formatted(foreign, other, architecture);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fixture.port().state(foreign))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fixture.port().setState(ThreadState.of(foreign, counting(foreign))))
          .withMessage(message);
      assertThat(fixture.kernel().calls().calls("thread_get_state")).isEmpty();
      assertThat(fixture.kernel().calls().calls("thread_set_state")).isEmpty();
    }
  }

  @Test
  void aReadPortReadsAndAControlPortThatIsNoneTellsSo() {
    ThreadStateFlavour flavour = ThreadStateFlavour.ARM_THREAD_STATE64;
    try (Fixture fixture = Fixture.on(Architecture.ARM64)) {
      fixture.write(flavour, counting(flavour));
      try (ThreadReadPort read = fixture.port().readPort();
          ThreadInspectPort inspect = fixture.port().inspectPort()) {
        ThreadState state = read.state(flavour);
        assertThat(state.words()).isEqualTo(counting(flavour));
        int readName = read.copy().relinquish();
        try (ThreadPort weak = ThreadPort.adoptUnchecked(fixture.kernel().mach(), readName)) {
          assertThat(weak.state(flavour)).isEqualTo(state);
          assertThatExceptionOfType(MachException.class)
              .isThrownBy(() -> weak.setState(state.withProgramCounter(1)))
              .withMessageContaining("thread_set_state")
              .withMessageEndingWith(
                  " is a read port (IKOT_THREAD_READ), and this needs a control port.");
        }
        int inspectName = inspect.copy().relinquish();
        try (ThreadPort weaker = ThreadPort.adoptUnchecked(fixture.kernel().mach(), inspectName)) {
          assertThatExceptionOfType(MachException.class)
              .isThrownBy(() -> weaker.state(flavour))
              .withMessageContaining("thread_get_state")
              .withMessageEndingWith(
                  " is an inspect port (IKOT_THREAD_INSPECT), and this needs a read port.");
        }
      }
      assertThat(fixture.read(flavour)).isEqualTo(counting(flavour));
    }
  }

  @Test
  void theKernelMayAnswerFewerWordsThanTheFlavourHasAndNeverMoreThanThereIsRoomFor() {
    ThreadStateFlavour flavour = ThreadStateFlavour.X86_THREAD_STATE64;
    try (Fixture fixture = Fixture.on(Architecture.X86_64)) {
      fixture.write(flavour, counting(flavour));
      for (int answered : new int[] {0, 1, 5, 42, 43, Integer.MAX_VALUE, -1}) {
        fixture
            .kernel()
            .calls()
            .on(
                "thread_get_state",
                (arguments, rest) -> {
                  Pointer count = (Pointer) arguments.get(3);
                  assertThat(count.getInt(0)).isEqualTo(42);
                  assertThat(rest.call()).isEqualTo(KERN_SUCCESS);
                  count.putInt(0, answered);
                  return KERN_SUCCESS;
                });
        int[] words = fixture.port().state(flavour).words();
        assertThat(words).hasSize(Math.max(0, Math.min(42, answered)));
        assertThat(words).isEqualTo(Arrays.copyOf(counting(flavour), words.length));
      }
    }
  }

  @Test
  void aFlavourThatIsNotKnownHereIsOfferedTheMostRoom() {
    ThreadStateFlavour flavour = ThreadStateFlavour.of(Architecture.ARM64, 0x30);
    try (Fixture fixture = Fixture.on(Architecture.ARM64)) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> fixture.port().state(flavour))
          .withMessageContaining("KERN_INVALID_ARGUMENT");
      fixture
          .kernel()
          .calls()
          .on(
              "thread_get_state",
              (arguments, rest) -> {
                Pointer count = (Pointer) arguments.get(3);
                Pointer state = (Pointer) arguments.get(2);
                assertThat(count.getInt(0)).isEqualTo(ThreadStatusConstants.THREAD_STATE_MAX);
                state.putInt(4L * (ThreadStatusConstants.THREAD_STATE_MAX - 1), 77);
                return KERN_SUCCESS;
              });
      assertThat(fixture.port().state(flavour).words())
          .hasSize(ThreadStatusConstants.THREAD_STATE_MAX)
          .endsWith(77);
    }
  }

  @Test
  void aStateOfAnotherSizeIsRefusedByTheKernelAndTheThreadStaysAsItWas() {
    ThreadStateFlavour flavour = ThreadStateFlavour.X86_THREAD_STATE64;
    try (Fixture fixture = Fixture.on(Architecture.X86_64)) {
      fixture.write(flavour, counting(flavour));
      for (int words : new int[] {0, 41, 43, ThreadStatusConstants.THREAD_STATE_MAX}) {
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(() -> fixture.port().setState(ThreadState.of(flavour, new int[words])))
            .matches(e -> e.kernReturn().code() == KERN_INVALID_ARGUMENT)
            .withMessageNotContaining("this needs");
      }
      assertThat(fixture.read(flavour)).isEqualTo(counting(flavour));
    }
  }

  @Test
  void otherFailuresOfTheKernelAreTold() {
    ThreadStateFlavour flavour = ThreadStateFlavour.X86_THREAD_STATE64;
    try (Fixture fixture = Fixture.on(Architecture.X86_64)) {
      fixture.kernel().calls().fail("thread_get_state", KERN_TERMINATED);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> fixture.port().state(flavour))
          .matches(e -> e.kernReturn().code() == KERN_TERMINATED);
    }
  }

  @Test
  void aClosedPortIsNotAsked() {
    ThreadStateFlavour flavour = ThreadStateFlavour.X86_THREAD_STATE64;
    Fixture fixture = Fixture.on(Architecture.X86_64);
    fixture.close();
    assertThatIllegalStateException().isThrownBy(() -> fixture.port().state(flavour));
    assertThatIllegalStateException()
        .isThrownBy(() -> fixture.port().setState(ThreadState.of(flavour, counting(flavour))));
    assertThat(fixture.kernel().calls().calls("thread_get_state")).isEmpty();
    assertThat(fixture.kernel().calls().calls("thread_set_state")).isEmpty();
  }

  @Test
  void theRegistersOfTheCallingThreadCanBeRead() {
    TestKernel kernel = TestKernel.create();
    Mach mach = kernel.mach();
    try (ThreadPort self = ThreadPort.self(mach)) {
      ThreadState state = self.state(general(mach.architecture()));
      assertThat(state.words()).hasSize(state.flavour().words());
      assertThat(state.has(state.flavour().architecture() == Architecture.ARM64 ? "pc" : "rip"))
          .isTrue();
    }
  }
}
