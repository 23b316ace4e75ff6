package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.NativeBuffer;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of the simulated kernel run, and do what they say and leave nothing behind. */
@Timeout(120)
class SimulatedBenchmarksTest {
  private static final int NAMES = 100;

  private final SimulatedSpace space = new SimulatedSpace();
  private final SimulatedNamesBenchmark names = new SimulatedNamesBenchmark();

  @BeforeEach
  void fill() {
    space.names = NAMES;
    space.fill();
  }

  /** As the kernel counts them. */
  private static int namesOf(SimulatedSpace space) {
    NativeBuffer out = NativeBuffer.allocate(32);
    SimulatedSpace.check(
        space.mach.mach_port_names(
            space.self, out.pointer(), out.pointer(8), out.pointer(16), out.pointer(24)));
    return out.getInt(8);
  }

  private static int references(SimulatedSpace space, int name, int right) {
    SimulatedSpace.check(
        space.mach.mach_port_get_refs(space.self, name, right, space.out.pointer()));
    return space.out.getInt(0);
  }

  @Test
  void everyBenchmarkRunsForAMoment() throws Exception {
    var results =
        new Runner(
                new OptionsBuilder()
                    .include("\\.Simulated")
                    .param("names", Integer.toString(NAMES))
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(5))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    assertThat(results)
        .hasSize(SimulatedTables.CALLS.size() + SimulatedTables.MESSAGES.size() + 2)
        .extracting(run -> run.getParams().getBenchmark().replaceAll(".*\\.", ""))
        .containsAll(SimulatedTables.CALLS.keySet())
        .containsAll(SimulatedTables.MESSAGES.keySet())
        .contains("exceptionThroughServer", "census");
  }

  @Test
  void everyExceptionThroughTheServerIsHandled() {
    SimulatedExceptionCalls calls = new SimulatedExceptionCalls();
    calls.start();
    try {
      assertThat(calls.raiseAll()).isEqualTo(SimulatedExceptionCalls.THREADS);
    } finally {
      calls.stop();
    }
  }

  @Test
  void aCensusIsOfAsManyNamesAsItIsSaidToBe() {
    SimulatedCensusCalls calls = new SimulatedCensusCalls();
    calls.names = NAMES;
    calls.fill();
    assertThat(new SimulatedCensusBenchmark().census(calls).entries())
        .hasSize(NAMES)
        .hasSameSizeAs(calls.mach.space().names());
  }

  @Test
  void aTaskHasAsManyNamesAsItIsSaidTo() {
    assertThat(namesOf(space)).isEqualTo(NAMES);
  }

  @Test
  void everyReceiveRightHasItsTurnInBothOrders() {
    List<Integer> inOrder = IntStream.range(1, NAMES).mapToObj(i -> space.next()).toList();
    List<Integer> anywhere = IntStream.range(1, NAMES).mapToObj(i -> space.nextAnywhere()).toList();

    for (int name : inOrder) {
      assertThat(references(space, name, MACH_PORT_RIGHT_RECEIVE)).isEqualTo(1);
    }
    assertThat(inOrder).hasSize(NAMES - 1).doesNotHaveDuplicates().isSorted();
    assertThat(anywhere).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
    assertThat(space.next()).isEqualTo(inOrder.get(0));
  }

  @Test
  void callsOnNamesLeaveWhatWasThereBefore() {
    int made = names.allocateDestruct(space);
    assertThat(space.mach.mach_port_get_refs(space.self, made, 0, space.out.pointer())).isNotZero();

    assertThat(names.getReferences(space)).isEqualTo(1);
    assertThat(references(space, names.insertDeallocate(space), MACH_PORT_RIGHT_SEND)).isZero();
    assertThat(references(space, names.insertDeallocateAnywhere(space), MACH_PORT_RIGHT_SEND))
        .isZero();
    assertThat(namesOf(space)).isEqualTo(NAMES);
  }

  @Test
  void everyBareObjectHasItsTurn() {
    BareObjects objects = new BareObjects();
    objects.names = NAMES;
    objects.fill();

    for (int i = 0; i < NAMES; i++) {
      assertThat(names.bareObject(objects)).isEqualTo(1);
    }
    assertThat(names.bareObject(objects)).isEqualTo(2);
  }

  @Test
  void messagesArriveAtTheirPortAndBringTheRightBack() {
    SimulatedMail mail = new SimulatedMail();
    SimulatedMessageBenchmark messages = new SimulatedMessageBenchmark();
    int before = namesOf(mail.space);

    assertThat(messages.message(mail)).isEqualTo(mail.mailbox);
    assertThat(mail.received.getInt(MSGH_SIZE)).isEqualTo(SimulatedMail.SIZE);
    assertThat(messages.messageWithPort(mail)).isEqualTo(mail.carried);
    assertThat(mail.received.getInt(MSGH_SIZE)).isEqualTo(SimulatedMail.SIZE_WITH_PORT);
    assertThat(mail.received.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(1);
    assertThat(mail.received.bytes().get(DESCRIPTORS + PORT_DESCRIPTOR_DISPOSITION))
        .isEqualTo((byte) MACH_MSG_TYPE_PORT_SEND);
    assertThat(references(mail.space, mail.carried, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(namesOf(mail.space)).isEqualTo(before);
  }

  @Test
  void aRightThatIsUnderWayIsNotInTheTask() {
    SimulatedMail mail = new SimulatedMail();
    mail.send(mail.port);

    assertThat(references(mail.space, mail.carried, MACH_PORT_RIGHT_SEND)).isZero();
    mail.receive();
    assertThat(references(mail.space, mail.carried, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void aCallThatFailsIsNoMeasurement() {
    SimulatedMail mail = new SimulatedMail();

    assertThatThrownBy(mail::receive).isInstanceOf(IllegalStateException.class);
  }
}
