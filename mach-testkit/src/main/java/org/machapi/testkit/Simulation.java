package org.machapi.testkit;

import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.MachineArchitecture;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/** A simulated kernel and its first task, which plays the program. */
record Simulation(SimulatedKernel kernel, SimulatedTask task) {

  static Simulation create(Simulated wanted) {
    KernelConfiguration.Builder builder =
        KernelConfiguration.builder()
            .generation(wanted.generation())
            .seed(wanted.seed())
            .maximumNames(wanted.maximumNames())
            .developerMode(wanted.developerMode())
            .bootstrapServer(wanted.bootstrapServer())
            .hardenedTasks(wanted.hardenedTasks());
    for (MachineArchitecture architecture : wanted.architecture()) {
      builder.architecture(architecture);
    }
    SimulatedKernel kernel = SimulatedKernel.create(builder.build());
    return new Simulation(kernel, kernel.createTask(wanted.task()));
  }

  String description() {
    return "mach-sim, task \"" + task.name() + "\", " + kernel.configuration().generation();
  }
}
