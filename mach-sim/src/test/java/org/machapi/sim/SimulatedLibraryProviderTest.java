package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibraryProvider;

class SimulatedLibraryProviderTest {
  private final MachLibraryProvider provider = new SimulatedLibraryProvider();

  @Test
  void theClassPathOffersIt() throws Exception {
    String file = "/META-INF/services/" + MachLibraryProvider.class.getName();
    try (InputStream in = SimulatedLibraryProvider.class.getResourceAsStream(file)) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(SimulatedLibraryProvider.class.getName());
    }
  }

  @Test
  void theModuleOffersIt() {
    ModuleDescriptor descriptor = SimulatedLibraryProvider.class.getModule().getDescriptor();
    assumeTrue(descriptor != null, "only on the module path");
    assertThat(descriptor.provides())
        .singleElement()
        .satisfies(
            provides -> {
              assertThat(provides.service()).isEqualTo(MachLibraryProvider.class.getName());
              assertThat(provides.providers())
                  .containsExactly(SimulatedLibraryProvider.class.getName());
            });
  }

  @Test
  void itSaysThatItIsNoRealKernel() {
    assertThat(provider.description())
        .contains("mach-sim")
        .contains("XNU 7195")
        .contains("no real kernel")
        .doesNotContain("\n")
        .doesNotEndWith(".");
  }

  @Test
  void everyProviderOffersTheOneTaskOfThisProcess() {
    assertThat(new SimulatedLibraryProvider().library()).isSameAs(provider.library());
    assertThat(provider.library().mach_task_self_().get()).isNotZero();
  }
}
