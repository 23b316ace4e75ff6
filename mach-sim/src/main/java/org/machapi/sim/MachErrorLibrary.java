package org.machapi.sim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachErrorRoutines;

/** The routines of {@code <mach/mach_error.h>}, which need no kernel. */
abstract class MachErrorLibrary extends TimerLibrary implements MachErrorRoutines {
  /** Bytes that the library formats at most; the rest of a line is cut off. */
  private static final int LINE = 1023;

  MachErrorLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public Pointer mach_error_string(int error_value) {
    return pointer(ErrorTexts.text(error_value));
  }

  @Override
  public Pointer mach_error_type(int error_value) {
    return pointer(ErrorTexts.type(error_value));
  }

  @SuppressWarnings("nullness") // What is NULL in C is null in a binding, whatever its type says.
  private static Pointer pointer(@Nullable String text) {
    return text == null ? null : NativeTexts.of(text);
  }

  @Override
  public void mach_error(Pointer str, int error_value) {
    byte[] start = Buffers.text(str, LINE);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    if (start != null) {
      line.writeBytes(start);
    }
    String text = " " + ErrorTexts.line(error_value) + "\n";
    line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    System.err.write(line.toByteArray(), 0, Math.min(line.size(), LINE));
    System.err.flush();
  }
}
