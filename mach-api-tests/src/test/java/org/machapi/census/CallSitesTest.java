package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.bootstrap.Bootstrap;
import org.machapi.exception.ExceptionPorts;
import org.machapi.message.ReceivedMessage;
import org.machapi.notification.NotificationPort;
import org.machapi.raw.MachLibrary;
import org.machapi.sim.SimulatedKernel;

class CallSitesTest {
  @Test
  void theClassesOfEachPackageAreOfTheLibrary() {
    assertThat(
            new Class<?>[] {
              Mach.class,
              MachLibrary.class,
              ReceivedMessage.class,
              NotificationPort.class,
              ExceptionPorts.class,
              Bootstrap.class,
              Ledger.class
            })
        .allMatch(CallSites::isOfLibrary);
  }

  @Test
  void otherPackagesBelowAreProgramsAlsoInTheSameJar() {
    assertThat(CallSites.isOfLibrary(SimulatedKernel.class)).isFalse();
    assertThat(CallSites.isOfLibrary(String.class)).isFalse();
  }

  @Test
  void aTestInAPackageOfTheLibraryIsAProgram() {
    assertThat(CallSites.isOfLibrary(CallSitesTest.class)).isFalse();
    assertThat(CallSites.caller()).contains("CallSitesTest.java");
  }
}
