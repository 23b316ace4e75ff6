package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.promises.PromisedTask.answers;
import static org.machapi.promises.PromisedTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_RIGHT_EXISTS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.KernelGeneration;

/**
 * What XNU's own test of {@code mach_port_insert_right} promises (XNU
 * tests/mach_port_insert_right.c, in releases from 6153 on): which names a right can be inserted
 * under.
 */
@Timeout(60)
class InsertRightPromisesTest {
  /** Its generation bits are good, its index is the one that no task ever has. */
  private static final int INDEX_ZERO = 123;

  /** Its two lowest bits are not both set, as they are in every name of the kernel. */
  private static final int NO_GENERATION = 122;

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void aSendRightJoinsTheReceiveRightUnderItsName(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int port = task.receiveRight();
    assertThat(task.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    succeeds(task.insert(port, port, MACH_MSG_TYPE_MAKE_SEND));
    assertThat(task.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE | MACH_PORT_TYPE_SEND);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void theIndexThatNoTaskHasIsAFailure(KernelGeneration generation) {
    assertRefused(generation, INDEX_ZERO, KERN_FAILURE);
  }

  @Test
  void aNameThatTheKernelWouldNotMakeIsAnInvalidValue() {
    assertRefused(KernelGeneration.XNU_11417, NO_GENERATION, KERN_INVALID_VALUE);
  }

  /** In release 7195 the test still expects of this name what it expects of the other. */
  @Test
  void onMacOs11ItIsAFailureForItsIndex() {
    assertRefused(KernelGeneration.XNU_7195, NO_GENERATION, KERN_FAILURE);
  }

  private static void assertRefused(KernelGeneration generation, int name, int code) {
    PromisedTask task = PromisedTask.on(generation);
    int port = task.receiveRight();
    succeeds(task.insert(port, port, MACH_MSG_TYPE_MAKE_SEND));
    answers(code, task.insert(name, port, MACH_MSG_TYPE_MAKE_SEND));
    assertThat(task.references(port, MACH_PORT_RIGHT_SEND)).as("as before").isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void theNameOfAnotherPortIsRefusedSinceItHasARight(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int port = task.receiveRight();
    succeeds(task.insert(port, port, MACH_MSG_TYPE_MAKE_SEND));
    int second = task.receiveRight();
    answers(KERN_RIGHT_EXISTS, task.insert(port, second, MACH_MSG_TYPE_MAKE_SEND));
    assertThat(task.type(second)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
    assertThat(task.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }
}
