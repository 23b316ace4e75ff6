package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The forms in which exceptions arrive, by message identifier: which ports come with them, how wide
 * the codes are, whether a thread number and a state follow.
 */
enum ExceptionForm {
  RAISE(2401, ExceptionBehaviour.DEFAULT, 2, 4, false, false),
  RAISE_STATE(2402, ExceptionBehaviour.STATE, 0, 4, false, true),
  RAISE_STATE_IDENTITY(2403, ExceptionBehaviour.STATE_IDENTITY, 2, 4, false, true),
  MACH_RAISE(2405, ExceptionBehaviour.DEFAULT, 2, 8, false, false),
  MACH_RAISE_STATE(2406, ExceptionBehaviour.STATE, 0, 8, false, true),
  MACH_RAISE_STATE_IDENTITY(2407, ExceptionBehaviour.STATE_IDENTITY, 2, 8, false, true),
  MACH_RAISE_IDENTITY_PROTECTED(2408, ExceptionBehaviour.IDENTITY_PROTECTED, 1, 8, true, false),
  MACH_RAISE_BACKTRACE(2409, null, 1, 8, false, false),
  MACH_RAISE_STATE_IDENTITY_PROTECTED(
      2410, ExceptionBehaviour.STATE_IDENTITY_PROTECTED, 1, 8, true, true);

  /** A reply has the identifier of its request and this much more. */
  static final int REPLY_ID_OFFSET = 100;

  /** Both subsystems ({@code exc.defs}, {@code mach_exc.defs}) allow two codes. */
  static final int MAX_CODES = 2;

  final int id;
  final int ports;
  final int codeWidth;
  final boolean hasThreadId;
  final boolean hasState;
  private final @Nullable ExceptionBehaviour behaviour;

  ExceptionForm(
      int id,
      @Nullable ExceptionBehaviour behaviour,
      int ports,
      int codeWidth,
      boolean hasThreadId,
      boolean hasState) {
    this.id = id;
    this.ports = ports;
    this.codeWidth = codeWidth;
    this.hasThreadId = hasThreadId;
    this.hasState = hasState;
    this.behaviour =
        behaviour != null && codeWidth == Long.BYTES ? behaviour.with64BitCodes() : behaviour;
  }

  /**
   * Returns the behaviour that makes the kernel send this form; null for the backtrace, which has
   * none of its own.
   */
  @Nullable ExceptionBehaviour behaviour() {
    return behaviour;
  }

  static @Nullable ExceptionForm ofId(int id) {
    for (ExceptionForm form : values()) {
      if (form.id == id) {
        return form;
      }
    }
    return null;
  }

  static @Nullable ExceptionForm ofBehaviour(ExceptionBehaviour behaviour) {
    for (ExceptionForm form : values()) {
      if (form.behaviour != null && form.behaviour.equals(behaviour)) {
        return form;
      }
    }
    return null;
  }
}
