/**
 * Short programs to copy from. {@link org.machapi.samples.LeakAndCure} is the guided story that
 * {@code ./demo} runs.
 */
package org.machapi.samples;
