/**
 * A Mach kernel in memory that behaves as XNU was recorded to behave: for tests, and for machines
 * without Mach.
 *
 * <p>Start with {@link org.machapi.sim.SimulatedKernel}. No Java thread and no process belongs to
 * it; what its tasks do, the calls of the program do.
 */
package org.machapi.sim;
