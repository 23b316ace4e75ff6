package org.machapi.testkit;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.census.Ledger;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/** Gives tests what {@link Simulated} promises. */
final class SimulatedParameters implements ParameterResolver {
  private static final Set<Class<?>> TYPES =
      Set.of(Mach.class, Ledger.class, SimulatedKernel.class, SimulatedTask.class);

  /** Each test has a kernel of its own in its constructor, too. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context)
      throws MachException {
    TestedSpace space = TestedSpaces.of(context);
    Simulation simulation = space.simulation();
    if (simulation == null) {
      throw new ParameterResolutionException("@Simulated does not hold here");
    }
    Map<Class<?>, Object> values =
        Map.of(
            Mach.class, space.mach(),
            Ledger.class, space.ledger(),
            SimulatedKernel.class, simulation.kernel(),
            SimulatedTask.class, simulation.task());
    Object value = values.get(parameter.getParameter().getType());
    if (value == null) {
      throw new ParameterResolutionException("not simulated: " + parameter.getParameter());
    }
    return value;
  }
}
