package org.machapi.samples;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.ThreadState;

/**
 * What became of an exception that a {@link Child} raised.
 *
 * @param text for people
 * @param state the general registers with which the thread goes on; null if that is not known
 */
record Outcome(String text, @Nullable ThreadState state) {}
