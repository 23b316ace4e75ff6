package org.machapi.raw;

import java.nio.file.Path;
import jnr.ffi.LibraryLoader;

/** What the C test library tells about the last call on this thread, and takes for the next one. */
public interface CLibraryControl {

  static CLibraryControl of(Path library) {
    return LibraryLoader.create(CLibraryControl.class).failImmediately().load(library.toString());
  }

  /** The function that was called. */
  String c_library_called();

  /** How many arguments it has. */
  int c_library_count();

  /** The bits that arrived, a number of 32 bits without extension. */
  long c_library_argument(int index);

  /** What every later call returns, cut to the width of its result. */
  void c_library_answer(long value);

  /** Makes the next call store through a pointer argument. */
  void c_library_store(int index, long value, int bytes);
}
