package org.machapi.raw;

import static org.machapi.raw.RightKind.TASK;

import jnr.ffi.Pointer;

/**
 * Memory, under the names of old: the routines of {@code <mach/vm_map.h>} that this library binds.
 *
 * <p>In a process of 64 bits they do what those of {@link MachVmRoutines} do.
 */
public interface VmMapRoutines {

  /**
   * Allocates zeroed memory in a task.
   *
   * <p>{@code kern_return_t vm_allocate(vm_map_t target_task, vm_address_t *address, vm_size_t
   * size, int flags)}
   *
   * <p>{@ownership}
   *
   * <p>The system library passes it on to {@link MachVmRoutines#mach_vm_allocate}, whose manual
   * holds here in full: the memory is the target's, which need not be the caller; a size of 0 is a
   * success with address 0. Addresses and sizes have 64 bits in a process of 64 bits. The old
   * manual has a boolean in place of {@code flags}: its TRUE and FALSE are {@code
   * VM_FLAGS_ANYWHERE} and 0.
   *
   * @param target_task the task port; or the port of a memory entry for a submap with write access
   * @param address in: the wanted address, without {@code VM_FLAGS_ANYWHERE} (1); out: the address,
   *     or after a failure what was there; 64 bits
   * @param size bytes; rounded up to whole pages
   * @param flags as for {@link MachVmRoutines#mach_vm_allocate}: 0 for the given address, 1 ({@code
   *     VM_FLAGS_ANYWHERE}) for any
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no control port of a living
   *           task, the flags are unknown or do not go together, or the size overflows.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ADDRESS}: the given range does not lie in the address space.
   *       <li>{@code KERN_NO_SPACE}: there is no free range of this size, the given range is in
   *           use, or the task would exceed a limit ({@code RLIMIT_AS}, {@code RLIMIT_DATA}).
   *       <li>{@code KERN_PROTECTION_FAILURE}: {@code VM_FLAGS_OVERWRITE}, and a permanent part of
   *           the shared region is in the way.
   *     </ul>
   *     <p>Versions: {@code KERN_PROTECTION_FAILURE} from macOS 13 on.
   *     <p>Source: {@code libsyscall/mach/mach_vm.c: vm_allocate}; {@code osfmk/vm/vm_user.c:
   *     mach_vm_allocate_external}; {@code osfmk/vm/vm_kern.c: mach_vm_allocate_kernel}.
   */
  int vm_allocate(
      @Borrowed(TASK) int target_task,
      @GivenMemory(bytes = "size", release = "vm_deallocate") Pointer address,
      long size,
      int flags);

  /**
   * Gives memory of a task back.
   *
   * <p>{@code kern_return_t vm_deallocate(vm_map_t target_task, vm_address_t address, vm_size_t
   * size)}
   *
   * <p>{@ownership}
   *
   * <p>The system library passes it on to {@link MachVmRoutines#mach_vm_deallocate}, whose manual
   * holds here in full. It gives back any memory, whichever routine or message it came from. The
   * old manual promises {@code KERN_INVALID_ADDRESS} for a range where nothing is mapped: today
   * that is a success.
   *
   * @param target_task the task port; or the port of a memory entry for a submap with write access
   * @param address the first byte; the range grows to whole pages: 64 bits
   * @param size bytes; 0 does nothing
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no control port of a living
   *           task, or the range overflows.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the range has a permanent part of the shared region.
   *     </ul>
   *     <p>Versions: {@code KERN_PROTECTION_FAILURE} from macOS 13 on. Before macOS 15 a range that
   *     overflows only when it is rounded to pages is a success that does nothing.
   *     <p>Source: {@code libsyscall/mach/mach_vm.c: vm_deallocate}; {@code osfmk/vm/vm_user.c:
   *     mach_vm_deallocate}; {@code osfmk/vm/vm_map.c: vm_map_delete}.
   */
  int vm_deallocate(
      @Borrowed(TASK) int target_task, @TakenMemory(bytes = "size") long address, long size);
}
