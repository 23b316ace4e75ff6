package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.RecordingLibrary;
import org.machapi.TestKernel;
import org.machapi.raw.MessageConstants;

/** How many calls a census makes: some for the whole, and a few for each name. */
@Tag("kernel")
@Timeout(60)
class CensusCallsTest {
  private static final int MORE = 100;

  private final TestKernel kernel = TestKernel.create();

  private Map<String, Integer> calls() {
    kernel.calls().clear();
    Census.take(kernel.mach());
    Map<String, Integer> counts = new TreeMap<>();
    for (RecordingLibrary.Call call : kernel.calls().calls()) {
      counts.merge(call.routine(), 1, Integer::sum);
    }
    return counts;
  }

  /** The calls that each of many more names of a kind costs. */
  private Map<String, Integer> perName(Runnable makeOne) {
    Map<String, Integer> before = calls();
    for (int i = 0; i < MORE; i++) {
      makeOne.run();
    }
    Map<String, Integer> more = new TreeMap<>();
    calls()
        .forEach(
            (routine, count) -> {
              int growth = count - before.getOrDefault(routine, 0);
              if (growth != 0) {
                assertThat(growth % MORE).as(routine).isZero();
                more.put(routine, growth / MORE);
              }
            });
    return more;
  }

  @Test
  void theTableIsReadTwiceHoweverManyNamesThereAre() {
    assertThat(calls())
        .containsEntry("mach_port_space_info", 2)
        .containsEntry("mach_port_names", 1);
  }

  @Test
  void aReceiveRightCostsFour() {
    assertThat(perName(kernel::newReceiveRight))
        .isEqualTo(
            Map.of(
                "mach_port_kobject", 1,
                "mach_port_get_attributes", 1,
                "mach_port_get_context", 1,
                "mach_port_dnrequest_info", 1));
  }

  @Test
  void aSendRightCostsOneAndItsReferencesNothing() {
    int receiver = kernel.newReceiveRightOf(kernel.otherTask());
    assertThat(receiver).isNotZero();
    assertThat(
            perName(
                () -> {
                  int name = kernel.remotePort().name();
                  kernel.addSendReferences(name, 10);
                }))
        .isEqualTo(Map.of("mach_port_kobject", 1));
  }

  @Test
  void aSendOnceRightCostsNone() {
    int port = kernel.newReceiveRight();
    assertThat(
            perName(
                () ->
                    kernel
                        .task()
                        .grant(port, MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE, kernel.task())))
        .isEmpty();
  }

  @Test
  void anEmptySetAndADeadNameCostOne() {
    assertThat(perName(kernel::newPortSet)).isEqualTo(Map.of("mach_port_get_set_status", 1));
    assertThat(perName(kernel::newDeadName)).isEqualTo(Map.of("mach_port_get_refs", 1));
  }
}
