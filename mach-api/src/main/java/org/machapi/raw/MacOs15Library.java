package org.machapi.raw;

/**
 * A {@link MachLibrary} that has the routines of macOS 15.0 too.
 *
 * <p>Nobody needs this type but the loader: it takes the default bodies away from the routines that
 * came with macOS 15.0, so that JNR-FFI binds them. Call them through {@link MachLibrary}.
 *
 * <p>{@code task_register_hardened_exception_handler}, of the same release, is not bound: it takes
 * six numbers, and of six numbers JNR-FFI passes garbage as the last on x86_64 (its issue 181).
 */
public interface MacOs15Library extends MachLibrary {

  @Override
  int thread_adopt_exception_handler(
      int thread, int exc_port, int exc_mask, int behavior_mask, int flavor_mask);
}
