package org.machapi.census;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A name of a port in one of several port spaces.
 *
 * @param pid the process whose port space it is; null if it is not known
 * @param entry the name there
 */
public record PortPeer(@Nullable Integer pid, CensusEntry entry) {}
