package org.machapi;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;

/**
 * The registered ports of the own task, as a look-up gave them, and the owner of their rights.
 *
 * <p>A task has three places where send rights are kept for it and for its children: a child gets
 * copies of what its parent has there when it is made (XNU osfmk/kern/ipc_tt.c:ipc_task_init), but
 * no names before it looks them up. So a parent can give its children a way to reach it, without
 * any server between them.
 */
@InheritableMustCall("close")
public final class RegisteredPorts implements AutoCloseable {
  /** How many places there are. */
  public static final int PLACES = 3;

  private final @Owning @Nullable SendRight first;
  private final @Owning @Nullable SendRight second;
  private final @Owning @Nullable SendRight third;

  private RegisteredPorts(Mach mach, int[] names) {
    this.first = adopt(mach, names, 0);
    this.second = adopt(mach, names, 1);
    this.third = adopt(mach, names, 2);
  }

  private static @Nullable SendRight adopt(Mach mach, int[] names, int place) {
    return place < names.length ? SpecialPorts.adopt(mach, names[place]) : null;
  }

  /**
   * Looks up the registered ports of the own task.
   *
   * <p>Ownership: each place that is not empty adds one user reference; the caller owns the result
   * and must close it. The memory that the kernel uses for the answer is given back. On failure
   * nothing was acquired.
   *
   * <p>Another task cannot be asked: from macOS 14.6 on the system library has the array made in
   * the task that is asked and then writes it at that address in its own memory, which crashes the
   * caller or overwrites something (XNU libsyscall/mach/task.c:mach_ports_lookup).
   *
   * @param mach the kernel, and the task that is asked
   * @return the ports
   * @throws MachException as {@code mach_ports_lookup} fails: {@code KERN_NO_SPACE} or {@code
   *     KERN_RESOURCE_SHORTAGE} if there is no memory
   */
  public static RegisteredPorts lookUp(Mach mach) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code =
        mach.library()
            .mach_ports_lookup(mach.taskSelf(), scratch.pointer(0), scratch.pointer(Long.BYTES));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_ports_lookup", code, "Target " + mach.task() + ".");
    }
    long address = scratch.getLong(0);
    int count = scratch.getInt(Long.BYTES);
    return new RegisteredPorts(
        mach, KernelMemory.takeInts(mach.library(), mach.taskSelf(), address, count));
  }

  /**
   * Registers ports with a task, in place of the three that are registered there.
   *
   * <p>Ownership: the kernel takes copies, which it keeps until the task ends or others are
   * registered; the rights given stay with their owners, on success and on failure. On success the
   * kernel drops what was registered before; on failure it keeps that.
   *
   * @param task the task, by its control port
   * @param rights what to register, at most three; null leaves a place empty, and so do those that
   *     are not given
   * @throws MachException as {@code mach_ports_register} fails: {@code KERN_INVALID_ARGUMENT} if
   *     the task has ended or its port is no control port; {@code KERN_INVALID_RIGHT} if one of the
   *     rights cannot leave its task; up to macOS 12 also if the receive right of one cannot (XNU
   *     osfmk/kern/ipc_tt.c:_kernelrpc_mach_ports_register3)
   * @throws IllegalArgumentException if there are more than three
   * @throws IllegalStateException if one of the rights is closed or has been given away
   */
  public static void register(Task task, @Nullable SendView... rights) throws MachException {
    if (rights.length > PLACES) {
      throw new IllegalArgumentException(
          "a task has " + PLACES + " places for registered ports, not " + rights.length);
    }
    try (Loan target = task.lend();
        @Nullable Loan first = lend(rights, 0);
        @Nullable Loan second = lend(rights, 1);
        @Nullable Loan third = lend(rights, 2)) {
      NativeBuffer scratch = Scratch.get();
      scratch.putInt(0, SpecialPorts.name(first));
      scratch.putInt(Integer.BYTES, SpecialPorts.name(second));
      scratch.putInt(2 * Integer.BYTES, SpecialPorts.name(third));
      int code =
          task.mach()
              .library()
              .mach_ports_register(target.name(), scratch.pointer(), rights.length);
      SpecialPorts.check("mach_ports_register", code, task, "Registered ports");
    }
  }

  private static @Nullable Loan lend(@Nullable SendView[] rights, int place) {
    return place < rights.length ? SpecialPorts.lend(rights[place]) : null;
  }

  /**
   * Borrows the right at a place. To keep it, {@link SendView#copy() copy} it.
   *
   * <p>Ownership: this owns the right; the view is good until this is closed.
   *
   * @param place 0, 1 or 2
   * @return the right; null if nothing is registered there, or its port has died
   * @throws IndexOutOfBoundsException if there is no such place
   */
  public @NotOwning @Nullable SendView at(int place) {
    return switch (place) {
      case 0 -> first;
      case 1 -> second;
      case 2 -> third;
      default -> throw new IndexOutOfBoundsException("no place " + place + " among " + PLACES);
    };
  }

  /** Gives all rights back. A second close does nothing. Never throws. */
  @Override
  @EnsuresCalledMethods(
      value = {"this.first", "this.second", "this.third"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.first", "this.second", "this.third"},
      methods = "close")
  public void close() {
    try (first;
        second;
        third) {
      // Each is closed, whatever becomes of the others.
    }
  }

  @Override
  public String toString() {
    return "registered ports [" + first + ", " + second + ", " + third + "]";
  }
}
