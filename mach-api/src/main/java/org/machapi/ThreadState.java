package org.machapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.ThreadStatusConstants;

/**
 * A state of a thread: a flavour and the words that came for it. Cannot be changed; {@link
 * #with(String, long)} makes a new one.
 *
 * <pre>{@code
 * ThreadState state = thread.state(ThreadStateFlavour.X86_THREAD_STATE64);
 * long instruction = state.programCounter();
 * thread.setState(state.with("rax", 0).withProgramCounter(instruction + 2));
 * }</pre>
 *
 * <p>The registers of the general, exception and debug flavours of both architectures have the
 * names of the headers, without their underscores: {@code rip}, {@code x0}, {@code far}. A state
 * behind a header (a {@linkplain ThreadStateFlavour#isUnified() unified} flavour) has the registers
 * of what is behind it. Of other flavours, and of vectors, there are the words.
 *
 * <p>Any words do, since they may come from a hostile sender: a register is there if the state is
 * long enough for it, and a header that claims too much is cut.
 *
 * <p>On Apple silicon {@code pc}, {@code lr}, {@code sp} and {@code fp} may be signed. The register
 * {@code flags} tells how ({@code __opaque_flags}): bit 0, that nothing is signed; bit 1, that
 * {@code lr} is signed as a return address; bits 2 and 3, that the kernel signed {@code pc} and
 * {@code lr}. {@code thread_get_state} gives plain addresses if either the thread or the caller
 * does without pointer authentication, as a JVM built for arm64 (not arm64e) does; the kernel then
 * refuses to set the state of a thread that does not. The state in an exception message is made for
 * the thread that raised it, so its addresses may be signed whoever reads them. (XNU
 * osfmk/arm64/status.c:machine_thread_state_convert_to_user,
 * machine_thread_state_convert_from_user; osfmk/kern/exception.c:exception_deliver.)
 */
public final class ThreadState {
  private final ThreadStateFlavour flavour;
  private final StateMemory memory;

  private ThreadState(ThreadStateFlavour flavour, StateMemory memory) {
    this.flavour = flavour;
    this.memory = memory;
  }

  /**
   * Makes a state.
   *
   * @param flavour which state it is
   * @param words the state in 32-bit words, as C has it in memory; copied. Other numbers of words
   *     than {@link ThreadStateFlavour#words()} are accepted here, and refused by the kernel
   * @return the state
   * @throws IllegalArgumentException if there are more than {@code THREAD_STATE_MAX} words
   */
  public static ThreadState of(ThreadStateFlavour flavour, int... words) {
    if (words.length > ThreadStatusConstants.THREAD_STATE_MAX) {
      throw new IllegalArgumentException(
          "a state of "
              + words.length
              + " words; there are none of more than "
              + ThreadStatusConstants.THREAD_STATE_MAX);
    }
    return new ThreadState(flavour, StateMemory.of(flavour, words));
  }

  /**
   * Returns which state it is.
   *
   * @return the flavour
   */
  public ThreadStateFlavour flavour() {
    return flavour;
  }

  /**
   * Returns the whole state, with its header if it has one.
   *
   * @return a copy, in 32-bit words
   */
  public int[] words() {
    return memory.words();
  }

  /**
   * Returns what is behind the header.
   *
   * @return the state of the flavour that the header names, with as many words as it says and there
   *     are; this one if its flavour is not unified or it is too short for one
   */
  public ThreadState specific() {
    return memory.hasHeader() ? new ThreadState(memory.inner(), memory.specific()) : this;
  }

  /**
   * Returns the state behind a header, in the size that the kernel wants.
   *
   * @return the state of the unified flavour; this one if it is unified
   * @throws UnsupportedOperationException if no unified flavour can hold this state
   */
  public ThreadState unified() {
    if (flavour.isUnified()) {
      return this;
    }
    ThreadStateFlavour unified = flavour.unified();
    StateMemory whole = unified == null ? null : memory.behindHeaderOf(unified);
    if (unified == null || whole == null) {
      throw new UnsupportedOperationException("no unified flavour holds " + title());
    }
    return new ThreadState(unified, whole);
  }

  private Registers.@Nullable Place place(String register) {
    Registers.Place place = Registers.of(memory.inner()).get(register);
    return place == null || !memory.holds(place) ? null : place;
  }

  private Registers.Place requirePlace(String register) {
    Registers.Place place = place(register);
    if (place == null) {
      throw new IllegalArgumentException(
          "no register " + register + " in " + title() + "; it has " + registers().keySet());
    }
    return place;
  }

  /**
   * Tells whether the state has a register.
   *
   * @param register its name, such as {@code rip}
   * @return true if {@link #get} would return it
   */
  public boolean has(String register) {
    return place(register) != null;
  }

  /**
   * Returns a register.
   *
   * @param register its name, such as {@code rip}
   * @return its content; one of less than 64 bits is extended by zeros
   * @throws IllegalArgumentException if the state has no such register
   */
  public long get(String register) {
    return memory.read(requirePlace(register));
  }

  /**
   * Makes the same state with another content of one register. The thread keeps what it has until
   * {@link MachThread#setState}.
   *
   * @param register its name, such as {@code rip}
   * @param value the new content; of a register of less than 64 bits a number that fits without
   *     sign
   * @return the new state
   * @throws IllegalArgumentException if the state has no such register, or it is too short for the
   *     value
   */
  public ThreadState with(String register, long value) {
    Registers.Place place = requirePlace(register);
    int bits = place.bytes() * Byte.SIZE;
    if (bits < Long.SIZE && value >>> bits != 0) {
      throw new IllegalArgumentException(
          register + " has " + bits + " bits, too few for " + hex(value));
    }
    return new ThreadState(flavour, memory.with(place, value));
  }

  /**
   * Returns all registers that have a name.
   *
   * @return a new map from name to content, in the order of the struct; empty if none is known
   */
  public Map<String, Long> registers() {
    Map<String, Long> registers = new LinkedHashMap<>();
    Registers.of(memory.inner())
        .forEach(
            (name, place) -> {
              if (memory.holds(place)) {
                registers.put(name, memory.read(place));
              }
            });
    return registers;
  }

  private String byRole(String onX86, String onArm) {
    return flavour.architecture() == Architecture.X86_64 ? onX86 : onArm;
  }

  /**
   * Returns the address of the next instruction, {@code rip} or {@code pc}.
   *
   * @return the address; on Apple silicon it may be signed, see above
   * @throws IllegalArgumentException if the state has no such register
   */
  public long programCounter() {
    return get(byRole("rip", "pc"));
  }

  /**
   * Makes the same state with another address of the next instruction.
   *
   * @param address the address
   * @return the new state
   * @throws IllegalArgumentException if the state has no such register
   */
  public ThreadState withProgramCounter(long address) {
    return with(byRole("rip", "pc"), address);
  }

  /**
   * Returns the stack pointer, {@code rsp} or {@code sp}.
   *
   * @return the address
   * @throws IllegalArgumentException if the state has no such register
   */
  public long stackPointer() {
    return get(byRole("rsp", "sp"));
  }

  /**
   * Makes the same state with another stack pointer.
   *
   * @param address the address
   * @return the new state
   * @throws IllegalArgumentException if the state has no such register
   */
  public ThreadState withStackPointer(long address) {
    return with(byRole("rsp", "sp"), address);
  }

  /**
   * Returns the frame pointer, {@code rbp} or {@code fp}.
   *
   * @return the address
   * @throws IllegalArgumentException if the state has no such register
   */
  public long framePointer() {
    return get(byRole("rbp", "fp"));
  }

  /**
   * Returns the address that the last fault was about, {@code faultvaddr} or {@code far}, which
   * exception flavours have.
   *
   * @return the address
   * @throws IllegalArgumentException if the state has no such register
   */
  public long faultAddress() {
    return get(byRole("faultvaddr", "far"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ThreadState state
        && state.flavour.equals(flavour)
        && state.memory.equals(memory);
  }

  @Override
  public int hashCode() {
    return 31 * flavour.hashCode() + memory.hashCode();
  }

  private String title() {
    String title = flavour + (memory.hasHeader() ? " of " + memory.inner() : "");
    return title + " (" + memory.bytes().capacity() / Integer.BYTES + " words)";
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  /**
   * Returns the flavour and the registers that have a name.
   *
   * @return such as {@code x86_THREAD_STATE64 (42 words) rax=0x0 rbx=0x7fff5fc01a80 …}
   */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ");
    text.add(title());
    registers().forEach((name, value) -> text.add(name + "=" + hex(value)));
    return text.toString();
  }
}
