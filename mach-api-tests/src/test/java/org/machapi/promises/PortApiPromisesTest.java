package org.machapi.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.promises.PromisedTask.answers;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.KernelGeneration;

/**
 * What XNU's own tests of the port calls promise (XNU tests/ipc/port_api.c, in releases from 10063
 * on).
 */
@Timeout(60)
class PortApiPromisesTest {

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void noSendRightIsMadeOfAPortSet(KernelGeneration generation) {
    PromisedTask task = PromisedTask.on(generation);
    int set = task.allocate(MACH_PORT_RIGHT_PORT_SET);
    answers(KERN_INVALID_RIGHT, task.insert(set, set, MACH_MSG_TYPE_MAKE_SEND));
    assertThat(task.type(set)).isEqualTo(MACH_PORT_TYPE_PORT_SET);
  }
}
