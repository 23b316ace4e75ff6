package org.machapi.raw;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * A {@link MachLibrary} that has the routines of macOS 15.0 too.
 *
 * <p>Nobody needs this type but the loader: it takes the default bodies away from the routines that
 * came with that release, so that JNR-FFI binds them. Call them through {@link MachLibrary}.
 */
public interface MacOs15Library extends MacOs13Library {

  @Override
  int thread_adopt_exception_handler(
      int thread, int exc_port, int exc_mask, int behavior_mask, int flavor_mask);

  /**
   * Passes the last number as an address: of six numbers JNR-FFI hands over garbage as the last on
   * x86_64 (its issue 181), but not where a pointer is among the parameters, because then it does
   * not use the call stub that has the mistake.
   */
  @Override
  default int task_register_hardened_exception_handler(
      int task,
      int signed_pc_key,
      int exceptions_allowed,
      int behaviors_allowed,
      int flavors_allowed,
      int new_exception_port) {
    return task_register_hardened_exception_handler(
        task,
        signed_pc_key,
        exceptions_allowed,
        behaviors_allowed,
        flavors_allowed,
        Pointer.wrap(Runtime.getSystemRuntime(), Integer.toUnsignedLong(new_exception_port)));
  }

  /**
   * Calls {@link TaskRoutines#task_register_hardened_exception_handler}, where ownership and errors
   * are told.
   *
   * @param task as there
   * @param signed_pc_key as there
   * @param exceptions_allowed as there
   * @param behaviors_allowed as there
   * @param flavors_allowed as there
   * @param new_exception_port as there
   * @return as there
   */
  int task_register_hardened_exception_handler(
      int task,
      int signed_pc_key,
      int exceptions_allowed,
      int behaviors_allowed,
      int flavors_allowed,
      Pointer new_exception_port);
}
