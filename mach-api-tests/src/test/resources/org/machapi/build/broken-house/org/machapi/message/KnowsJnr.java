package org.machapi.message;

import jnr.ffi.Pointer;

/** Knows how the kernel is reached. */
public final class KnowsJnr {
  Pointer pointer;
}
