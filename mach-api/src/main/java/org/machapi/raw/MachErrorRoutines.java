package org.machapi.raw;

import jnr.ffi.Pointer;

/**
 * Names of return codes: the routines of {@code <mach/mach_error.h>}.
 *
 * <p>A code has three parts: the system in its upper 6 bits, the subsystem in 12, the code in the
 * lower 14. The library has texts for kernel codes ({@code KERN_*}, system 0), for errors of Unix
 * within system 0 (subsystem 3), for messages ({@code MACH_SEND_*}, {@code MACH_RCV_*}, {@code
 * MIG_*}), libkern and I/O Kit, and for some servers that do not exist any more. It has none for
 * {@code BOOTSTRAP_*}: for them see {@link BootstrapRoutines#bootstrap_strerror}.
 */
public interface MachErrorRoutines {

  /**
   * Tells what a return code means.
   *
   * <p>{@code char *mach_error_string(mach_error_t error_value)}
   *
   * <p>{@ownership}
   *
   * <p>The texts are few words with the subsystem in front, such as {@code (os/kern) invalid name}.
   * They are constants of the library: do not write to them, do not free them.
   *
   * @param error_value the code
   * @return the address of a text that ends with 0; {@code unknown error code} or {@code unknown
   *     subsystem error} with the system in front if there is none for this code. NULL if there is
   *     no table for its system at all, as for -1 and for all codes of systems 5 and 6, 8 to 54
   *     ({@code 0x36}) and from 57 ({@code 0x39}) on.
   *     <p>Versions: From macOS 15.4 on system 7 has texts too, those of the virtual memory; the
   *     codes {@code VM_RECLAIM_*} for which they are meant have system 8, and give NULL.
   *     <p>Source: {@code libsyscall/mach/mach_error_string.c: mach_error_string,
   *     mach_error_string_int}; {@code libsyscall/mach/error_codes.c: _mach_errors}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  Pointer mach_error_string(int error_value);

  /**
   * Prints a return code with a text of the caller's.
   *
   * <p>{@code void mach_error(const char *str, mach_error_t error_value)}
   *
   * <p>{@ownership}
   *
   * <p>Writes one line to file descriptor 2: the caller's text and that of {@link
   * #mach_error_string}; for unknown codes also that of {@link #mach_error_type} and the number in
   * hexadecimal. No more than 1023 bytes are written, and there is no way to see a failure. It goes
   * past the buffers of {@code stdio} and of {@code System.err}.
   *
   * @param str the text to put in front; ends with 0
   * @param error_value the code
   *     <p>Source: {@code libsyscall/mach/mach_error.c: mach_error}; {@code
   *     libsyscall/mach/fprintf_stderr.c: fprintf_stderr}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  void mach_error(Pointer str, int error_value);

  /**
   * Tells to which system and subsystem a return code belongs.
   *
   * <p>{@code char *mach_error_type(mach_error_t error_value)}
   *
   * <p>{@ownership}
   *
   * <p>The texts are constants of the library: do not write to them, do not free them. The header
   * says that the code is part of the text: it is not.
   *
   * @param error_value the code
   * @return the address of a text that ends with 0, such as {@code (os/kern)} or {@code
   *     (ipc/send)}; {@code (?/?)} if the system or the subsystem is unknown. NULL for subsystem 0
   *     of system 1, which has no name.
   *     <p>Source: {@code libsyscall/mach/mach_error_string.c: mach_error_type}; {@code
   *     libsyscall/mach/error_codes.c: _mach_errors}; {@code libsyscall/mach/err_us.sub:
   *     err_us_sub}.
   */
  @Contract(Contract.Nothing.NOTHING_CHANGES_HANDS)
  Pointer mach_error_type(int error_value);
}
