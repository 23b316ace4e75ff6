package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.promises.PromisedTask.answers;
import static org.machapi.promises.PromisedTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.KernelGeneration;

/**
 * What XNU's own test of {@code mach_port_deallocate} promises (XNU
 * tests/mach_port_deallocate_21692215.c, in releases from 6153 on): it ends port sets, too.
 */
@Timeout(60)
class DeallocatePromisesTest {
  private static final int MEMBERS = 4;

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void aPortSetWhoseMembersHaveGoneIsDeallocated(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int set = task.allocate(MACH_PORT_RIGHT_PORT_SET);
    int[] ports = members(task, set);
    for (int port : ports) {
      succeeds(task.mach.mach_port_mod_refs(task.self, port, MACH_PORT_RIGHT_RECEIVE, -1));
    }
    succeeds(task.mach.mach_port_deallocate(task.self, set));
    assertGone(task, set);
    assertThat(task.guards).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void membersOutliveTheSet(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int set = task.allocate(MACH_PORT_RIGHT_PORT_SET);
    int[] ports = members(task, set);
    succeeds(task.mach.mach_port_deallocate(task.self, set));
    assertGone(task, set);
    for (int port : ports) {
      assertThat(task.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    }
  }

  private static int[] members(PromisedTask task, int set) {
    int[] ports = new int[MEMBERS];
    for (int i = 0; i < MEMBERS; i++) {
      ports[i] = task.receiveRight();
      succeeds(task.mach.mach_port_move_member(task.self, ports[i], set));
    }
    return ports;
  }

  private static void assertGone(PromisedTask task, int name) {
    answers(KERN_INVALID_NAME, task.mach.mach_port_type(task.self, name, task.out().pointer()));
  }
}
