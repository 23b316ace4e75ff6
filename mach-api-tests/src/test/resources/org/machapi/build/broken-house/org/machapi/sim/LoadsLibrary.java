package org.machapi.sim;

import jnr.ffi.LibraryLoader;

/** Loads a library, where it should be one. */
public final class LoadsLibrary {
  LibraryLoader<Runnable> loader;
}
