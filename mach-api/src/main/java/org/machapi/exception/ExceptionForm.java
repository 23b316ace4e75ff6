package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NdrRecordLayout;
import org.machapi.raw.ThreadStatusConstants;

/**
 * The forms in which exceptions arrive, by message identifier: which ports come with them, how wide
 * the codes are, whether a thread number and a state follow; and so where each value stands, in
 * bytes from the start of the message.
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

  private static final int FIRST_ID = 2401;
  private static final @Nullable ExceptionForm[] BY_ID = new @Nullable ExceptionForm[10];

  static {
    for (ExceptionForm form : values()) {
      BY_ID[form.id - FIRST_ID] = form;
    }
  }

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

  /** Returns where the descriptor of a port stands, counting from 0. */
  int portOffset(int index) {
    return MachMsgLayout.DESCRIPTORS + index * MachMsgLayout.PORT_DESCRIPTOR_SIZE;
  }

  /** Returns where the NDR record stands, and with it the values begin. */
  int ndrOffset() {
    return ports == 0 ? MachMsgLayout.HEADER_SIZE : portOffset(ports);
  }

  /** Returns where the thread number stands, in forms that have one: 64 bits. */
  int threadIdOffset() {
    return ndrOffset() + NdrRecordLayout.SIZE;
  }

  /** Returns where the exception type stands: 32 bits, signed. */
  int exceptionOffset() {
    return threadIdOffset() + (hasThreadId ? Long.BYTES : 0);
  }

  /** Returns where the number of codes stands: 32 bits. */
  int codeCountOffset() {
    return exceptionOffset() + Integer.BYTES;
  }

  /** Returns where the codes stand: {@link #codeWidth} bytes each, signed. */
  int codesOffset() {
    return codeCountOffset() + Integer.BYTES;
  }

  /**
   * Returns where the flavour stands behind so many codes, in forms with state: 32 bits, signed.
   */
  int flavourOffset(int codes) {
    return codesOffset() + codes * codeWidth;
  }

  /** Returns where the number of words of state stands behind so many codes: 32 bits. */
  int stateCountOffset(int codes) {
    return flavourOffset(codes) + Integer.BYTES;
  }

  /** Returns where the state begins behind so many codes; without state, where the message ends. */
  int stateOffset(int codes) {
    return hasState ? stateCountOffset(codes) + Integer.BYTES : flavourOffset(codes);
  }

  /** Returns the size of the message without codes and state, which none falls below. */
  int smallestSize() {
    return stateOffset(0);
  }

  /** Returns the size of the message with as many codes and as large a state as there can be. */
  int largestSize() {
    int state = hasState ? ThreadStatusConstants.THREAD_STATE_MAX * Integer.BYTES : 0;
    return stateOffset(MAX_CODES) + state;
  }

  /** Returns the size that no message of any form exceeds. */
  static int largestSizeOfAll() {
    int largest = 0;
    for (ExceptionForm form : values()) {
      largest = Math.max(largest, form.largestSize());
    }
    return largest;
  }

  /** Looked up with each message that comes. */
  static @Nullable ExceptionForm ofId(int id) {
    int index = id - FIRST_ID;
    return index < 0 || index >= BY_ID.length ? null : BY_ID[index];
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
