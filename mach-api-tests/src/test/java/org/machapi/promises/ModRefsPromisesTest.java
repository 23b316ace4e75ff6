package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.promises.PromisedTask.answers;
import static org.machapi.promises.PromisedTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_LABELH;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_NUMBER;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.GuardException;
import org.machapi.sim.KernelGeneration;

/**
 * What XNU's own test of {@code mach_port_mod_refs} promises (XNU tests/mach_port_mod_refs.c, in
 * releases from 6153 on): a reference of a kind that the name does not have is not taken away.
 */
@Timeout(60)
class ModRefsPromisesTest {

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void aReceiveRightHasNoReferenceOfAnyOtherKind(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int port = task.receiveRight();
    for (int right :
        new int[] {
          MACH_PORT_RIGHT_SEND,
          MACH_PORT_RIGHT_SEND_ONCE,
          MACH_PORT_RIGHT_PORT_SET,
          MACH_PORT_RIGHT_DEAD_NAME,
          MACH_PORT_RIGHT_LABELH
        }) {
      answers(KERN_INVALID_RIGHT, task.mach.mach_port_mod_refs(task.self, port, right, -1));
      assertThat(task.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    }
    assertNobodyIsKilled(task);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void aPortSetHasNoReferenceOfAnyOtherKind(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int set = task.allocate(MACH_PORT_RIGHT_PORT_SET);
    for (int right :
        new int[] {
          MACH_PORT_RIGHT_SEND,
          MACH_PORT_RIGHT_SEND_ONCE,
          MACH_PORT_RIGHT_RECEIVE,
          MACH_PORT_RIGHT_DEAD_NAME,
          MACH_PORT_RIGHT_LABELH
        }) {
      answers(KERN_INVALID_RIGHT, task.mach.mach_port_mod_refs(task.self, set, right, -1));
      assertThat(task.type(set)).isEqualTo(MACH_PORT_TYPE_PORT_SET);
    }
    assertNobodyIsKilled(task);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void aKindOfRightThatDoesNotExistIsAnInvalidValue(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int port = task.receiveRight();
    int set = task.allocate(MACH_PORT_RIGHT_PORT_SET);
    for (int name : new int[] {port, set}) {
      for (int right : new int[] {MACH_PORT_RIGHT_NUMBER, MACH_PORT_RIGHT_NUMBER + 1}) {
        answers(KERN_INVALID_VALUE, task.mach.mach_port_mod_refs(task.self, name, right, -1));
      }
    }
    assertThat(task.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(task.type(set)).isEqualTo(MACH_PORT_TYPE_PORT_SET);
    assertNobodyIsKilled(task);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void whatTheNameDoesHaveGoesAndTheNameWithIt(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int set = task.allocate(MACH_PORT_RIGHT_PORT_SET);
    int port = task.receiveRight();
    succeeds(task.mach.mach_port_mod_refs(task.self, set, MACH_PORT_RIGHT_PORT_SET, -1));
    succeeds(task.mach.mach_port_mod_refs(task.self, port, MACH_PORT_RIGHT_RECEIVE, -1));
    for (int name : new int[] {set, port}) {
      answers(KERN_INVALID_NAME, task.mach.mach_port_type(task.self, name, task.out().pointer()));
    }
    assertThat(task.guards).isEmpty();
  }

  /** XNU's test has to ask for it; only then do the optional exceptions not kill. */
  private static void assertNobodyIsKilled(PromisedTask task) {
    assertThat(task.guards).noneMatch(GuardException::fatal);
  }
}
