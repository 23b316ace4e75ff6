package org.machapi.raw;

import jnr.ffi.Pointer;

/** Memory: the routines of {@code <mach/mach_vm.h>} that this library binds. */
public interface MachVmRoutines {

  /**
   * Allocates zeroed memory in a task.
   *
   * <p>{@code kern_return_t mach_vm_allocate(vm_map_t target, mach_vm_address_t *address,
   * mach_vm_size_t size, int flags)}
   *
   * <p><b>Ownership.</b> After success: the memory is the task's, to be released with {@link
   * #mach_vm_deallocate}. After failure: nothing.
   *
   * <p>A size of 0 is a success with address 0.
   *
   * @param target the task port; control; not consumed
   * @param address in: the wanted address, without {@code VM_FLAGS_ANYWHERE} (1); out: the address;
   *     64 bits
   * @param size bytes; rounded up to whole pages
   * @param flags 0 for the given address, 1 ({@code VM_FLAGS_ANYWHERE}) for any
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target} is no control port of a living task,
   *           the flags are unknown, or the size overflows.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ADDRESS}: the given range does not lie in the address space.
   *       <li>{@code KERN_NO_SPACE}: there is no free range of this size, or the given range is in
   *           use.
   *     </ul>
   *     <p>Source: {@code osfmk/vm/vm_user.c: mach_vm_allocate_external}; {@code
   *     osfmk/vm/vm_kern.c: mach_vm_allocate_kernel}.
   */
  int mach_vm_allocate(int target, Pointer address, long size, int flags);

  /**
   * Gives memory of a task back.
   *
   * <p>{@code kern_return_t mach_vm_deallocate(vm_map_t target, mach_vm_address_t address,
   * mach_vm_size_t size)}
   *
   * <p><b>Ownership.</b> Before: the task owns the memory. After success: it does not. After
   * failure: it still does.
   *
   * <p>A size of 0 is a success that does nothing.
   *
   * @param target the task port; control; not consumed
   * @param address the first byte; the range grows to whole pages: 64 bits
   * @param size bytes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target} is no control port of a living task, or
   *           the range overflows.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is null, a dead name or no send right
   *           of the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/vm/vm_user.c: mach_vm_deallocate}.
   */
  int mach_vm_deallocate(int target, long address, long size);
}
