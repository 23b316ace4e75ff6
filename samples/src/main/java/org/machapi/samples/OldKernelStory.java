package org.machapi.samples;

import org.machapi.Mach;
import org.machapi.Right;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.Symbols;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedKernel;

/**
 * The same on a simulated kernel as it was up to macOS 10.12.1: the count ends at 65,534 without a
 * word, goes down again with every deallocate, and so code that gives back exactly what it got
 * loses the right before it has finished.
 */
final class OldKernelStory {
  private static final int TAKEN = 70_000;
  private static final int MAX_USER_REFERENCES = 65_534;

  private final Claims claims;

  OldKernelStory(Claims claims) {
    this.claims = claims;
  }

  void tell() {
    KernelConfiguration configuration =
        KernelConfiguration.builder().generation(KernelGeneration.XNU_2782).build();
    SimulatedKernel kernel = SimulatedKernel.create(configuration);
    Mach mach = Mach.of(kernel.createTask("history").library(), "mach-sim, up to macOS 10.12.1");

    claims.say("%nOn the simulated kernel as it was up to macOS 10.12.1,");
    claims.say("%,d times mach_thread_self(), then as many deallocates:", TAKEN);
    int name = mach.library().mach_thread_self();
    for (int i = 1; i < TAKEN; i++) {
      mach.library().mach_thread_self();
    }
    claims.claim(
        "the count has stopped at 65,534",
        MAX_USER_REFERENCES,
        mach.space().references(name, Right.SEND));
    int givenBack = 0;
    int code = KernReturnConstants.KERN_SUCCESS;
    while (givenBack < TAKEN && code == KernReturnConstants.KERN_SUCCESS) {
      code = mach.library().mach_port_deallocate(mach.taskSelf(), name);
      givenBack += code == KernReturnConstants.KERN_SUCCESS ? 1 : 0;
    }
    claims.say("  deallocate number %,d answers %s", givenBack + 1, Symbols.kernReturn(code));
    claims.claim("balanced code has lost the right early", MAX_USER_REFERENCES, givenBack);
  }
}
