/**
 * What the calls of the library cost, beside the other ways to call C; and what calls cost in the
 * simulated kernel.
 */
package org.machapi.benchmarks;
