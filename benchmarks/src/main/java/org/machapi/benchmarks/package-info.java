/** What the calls of the library cost, beside the other ways to call C. */
package org.machapi.benchmarks;
