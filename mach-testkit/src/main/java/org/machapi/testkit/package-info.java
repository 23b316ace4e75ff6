/**
 * For tests of programs that use Mach: a right that a test does not give back fails it, with the
 * place where it was acquired; each test can have a simulated kernel of its own; and assertions ask
 * the kernel.
 *
 * <p>Start with {@link org.machapi.testkit.NoPortLeaks}, {@link org.machapi.testkit.Simulated} and
 * {@link org.machapi.testkit.MachAssertions}. No garbage collector takes part: what is told is what
 * is held at the end of the test, and the same in every run.
 */
package org.machapi.testkit;
