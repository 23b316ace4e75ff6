package org.machapi.raw;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.LibraryLoader;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A shared library as the system's dynamic linker sees it: whether it loads, and what it exports.
 */
final class DynamicLinker {
  /** {@code RTLD_LAZY}, 1 on macOS and Linux alike. */
  private static final int LAZY = 1;

  private final Functions functions;
  private final long handle;

  private DynamicLinker(Functions functions, long handle) {
    this.functions = functions;
    this.handle = handle;
  }

  /**
   * Opens a library.
   *
   * @throws LibraryLoadException if it cannot be loaded, with the reason that the linker gives
   */
  static DynamicLinker open(String path) {
    Functions functions = LibraryLoader.create(Functions.class).load(LibraryLoader.DEFAULT_LIBRARY);
    long handle = functions.dlopen(path, LAZY);
    if (handle == 0) {
      String reason = functions.dlerror();
      throw LibraryLoadException.notLoadable(
          path, reason == null ? "the system does not say why" : reason);
    }
    return new DynamicLinker(functions, handle);
  }

  /** Returns those of the names that the library does not export, sorted. */
  List<String> missing(Stream<String> names) {
    return names
        .filter(name -> functions.dlsym(handle, name) == 0)
        .sorted()
        .collect(Collectors.toList());
  }

  void close() {
    functions.dlclose(handle);
  }

  /** The functions of {@code <dlfcn.h>}; public because JNR-FFI implements it from outside. */
  public interface Functions {
    /** {@code void *dlopen(const char *path, int mode)}. */
    long dlopen(String path, int mode);

    /** {@code void *dlsym(void *handle, const char *symbol)}. */
    long dlsym(long handle, String symbol);

    /** {@code int dlclose(void *handle)}. */
    int dlclose(long handle);

    /** {@code char *dlerror(void)}: what went wrong last on this thread, or null. */
    @Nullable String dlerror();
  }
}
