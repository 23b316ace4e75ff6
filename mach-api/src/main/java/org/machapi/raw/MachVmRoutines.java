package org.machapi.raw;

import static org.machapi.raw.RightKind.TASK;
import static org.machapi.raw.RightKind.TASK_READ;

import jnr.ffi.Pointer;

/** Memory: the routines of {@code <mach/mach_vm.h>} that this library binds. */
public interface MachVmRoutines {

  /**
   * Allocates zeroed memory in a task.
   *
   * <p>{@code kern_return_t mach_vm_allocate(vm_map_t target, mach_vm_address_t *address,
   * mach_vm_size_t size, int flags)}
   *
   * <p>{@ownership}
   *
   * <p>The memory is the task's: if that is another one, the caller cannot use the address, but may
   * give the memory back with {@link #mach_vm_deallocate} on the same task. Nothing but the address
   * and the size identifies it; nobody gives it back when the caller forgets it, until the task
   * ends. It can be read and written, and a forked child gets a copy.
   *
   * <p>A size of 0 is a success with address 0.
   *
   * <p>{@code VM_FLAGS_OVERWRITE} takes away whatever was mapped in the range, without a word.
   *
   * @param target the task port; or the port of a memory entry for a submap with write access
   * @param address in: the wanted address, without {@code VM_FLAGS_ANYWHERE} (1), rounded down to a
   *     page; out: the address, after success only; 64 bits
   * @param size bytes; rounded up to whole pages
   * @param flags 0 for the given address, 1 ({@code VM_FLAGS_ANYWHERE}) for any; beside it bits
   *     such as 2 ({@code VM_FLAGS_PURGABLE}), 8 ({@code VM_FLAGS_RANDOM_ADDR}), 0x80 ({@code
   *     VM_FLAGS_PERMANENT}: it stays until the task ends), 0x4000 ({@code VM_FLAGS_OVERWRITE}; not
   *     with 1), and in the highest 8 bits a tag that tools show
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target} is no control port of a living task,
   *           the flags are unknown or do not go together, or the size overflows.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_INVALID_ADDRESS}: the given range does not lie in the address space.
   *       <li>{@code KERN_NO_SPACE}: there is no free range of this size, the given range is in
   *           use, or the task would exceed a limit ({@code RLIMIT_AS}, {@code RLIMIT_DATA}).
   *       <li>{@code KERN_PROTECTION_FAILURE}: {@code VM_FLAGS_OVERWRITE}, and a permanent part of
   *           the shared region is in the way.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code target} is the own task, and {@code address} cannot
   *           be read, or not be written: then the memory stays, at an address nobody learns.
   *     </ul>
   *     <p>Versions: {@code KERN_PROTECTION_FAILURE} from macOS 13 on.
   *     <p>Source: {@code osfmk/vm/vm_user.c: mach_vm_allocate_external}; {@code
   *     osfmk/vm/vm_kern.c: mach_vm_allocate_kernel}; {@code osfmk/vm/vm_map.c: vm_map_enter,
   *     vm_map_locate_space_fixed}; {@code osfmk/ipc/mach_kernelrpc.c:
   *     _kernelrpc_mach_vm_allocate_trap}.
   */
  int mach_vm_allocate(
      @Borrowed(TASK) int target,
      @GivenMemory(bytes = "size") Pointer address,
      long size,
      int flags);

  /**
   * Gives memory of a task back.
   *
   * <p>{@code kern_return_t mach_vm_deallocate(vm_map_t target, mach_vm_address_t address,
   * mach_vm_size_t size)}
   *
   * <p>{@ownership}
   *
   * <p>A size of 0 is a success that does nothing.
   *
   * <p>The kernel takes any range, also a part of an allocation or several at once, and memory that
   * is still in use: the next access to it is a crash, or worse, hits what was mapped there since.
   * Other tasks that share the memory keep it. It waits while the kernel has pages of it wired for
   * I/O.
   *
   * <p>Parts of the range where nothing is mapped are skipped, and a range that reaches outside the
   * address space is left alone as a whole, both with {@code KERN_SUCCESS}. But a calling task that
   * has guard exceptions of virtual memory switched on ({@code TASK_EXC_GUARD_VM_DELIVER}) gets
   * {@code kGUARD_EXC_DEALLOC_GAP}, one of the type {@code GUARD_TYPE_VIRT_MEMORY}. By default it
   * kills hardened tasks today, and is not raised in others: there, giving memory back twice goes
   * unnoticed, or takes away what somebody else has allocated there in between.
   *
   * <p>Memory that was allocated with {@code VM_FLAGS_PERMANENT} loses all access, with {@code
   * KERN_SUCCESS}; its addresses stay in use.
   *
   * @param target the task port; or the port of a memory entry for a submap with write access
   * @param address the first byte; the range grows to whole pages: 64 bits
   * @param size bytes
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target} is no control port of a living task, or
   *           the range overflows.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target} is null, a dead name or no send right
   *           of the caller.
   *       <li>{@code KERN_PROTECTION_FAILURE}: the range has a permanent part of the shared region;
   *           what lies before it is given back.
   *     </ul>
   *     <p>Versions: {@code KERN_PROTECTION_FAILURE} from macOS 13 on. Before macOS 15 a range that
   *     overflows only when it is rounded to pages is a success that does nothing. On macOS 11 and
   *     early releases of macOS 12 a range that reaches outside the address space is cut down to
   *     it.
   *     <p>Source: {@code osfmk/vm/vm_user.c: mach_vm_deallocate}; {@code osfmk/vm/vm_map.c:
   *     vm_map_delete, vm_map_guard_exception}; {@code osfmk/vm/vm_sanitize_error_compat.c:
   *     vm_sanitize_err_compat_addr_size_vm_deallocate}.
   */
  int mach_vm_deallocate(
      @Borrowed(TASK) int target, @TakenMemory(bytes = "size") long address, long size);

  /**
   * Writes data of the caller into the memory of a task.
   *
   * <p>{@code kern_return_t mach_vm_write(vm_map_t target_task, mach_vm_address_t address,
   * vm_offset_t data, mach_msg_type_number_t dataCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The data are copied; the caller may change or free them afterwards. The range must be mapped
   * already, and its current protection must permit writing: executable code must be made writable
   * first. The protection stays as it is. No address needs to be a multiple of the page size,
   * though the old manual asks for page-aligned data.
   *
   * <p>After a failure a part of the data may have been written.
   *
   * <p>Up to 16 KiB on Intel, 32 KiB on others, are copied through a buffer: then each bad range is
   * {@code KERN_INVALID_ADDRESS}, whatever is wrong with it.
   *
   * @param target_task the task port
   * @param address the first byte in that task: 64 bits
   * @param data the address of the data in the caller's task: 64 bits
   * @param dataCnt bytes, taken as unsigned; 0 does nothing
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no control port of a living
   *           task.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code MACH_SEND_INVALID_MEMORY}: the caller's data cannot be read.
   *       <li>{@code KERN_INVALID_ADDRESS}: a part of the range is not mapped, or it overflows; or,
   *           with few data, it cannot be written.
   *       <li>{@code KERN_PROTECTION_FAILURE}: a part of the range must not be written.
   *       <li>{@code KERN_MEMORY_ERROR}: a page cannot be brought in.
   *     </ul>
   *     <p>Versions: on macOS 11 the buffer holds two pages at most.
   *     <p>Source: {@code osfmk/vm/vm_user.c: mach_vm_write}; {@code osfmk/vm/vm_map.c:
   *     vm_map_copy_overwrite, vm_map_copy_overwrite_nested, vm_map_copyout_kernel_buffer}.
   */
  int mach_vm_write(@Borrowed(TASK) int target_task, long address, long data, int dataCnt);

  /**
   * Reads memory of a task into memory that the caller has.
   *
   * <p>{@code kern_return_t mach_vm_read_overwrite(vm_map_read_t target_task, mach_vm_address_t
   * address, mach_vm_size_t size, mach_vm_address_t data, mach_vm_size_t *outsize)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel allocates nothing: {@code data} must be mapped and writable in the caller's task,
   * {@code size} bytes of it. No address needs to be a multiple of the page size. It reads all or
   * fails; but after a failure a part of {@code data} may have been written.
   *
   * <p>Up to 16 KiB on Intel, 32 KiB on others, are copied through a buffer: then each bad range is
   * {@code KERN_INVALID_ADDRESS}, whatever is wrong with it.
   *
   * @param target_task the task port; a corpse port will do
   * @param address the first byte in that task: 64 bits
   * @param size bytes; 0 reads nothing
   * @param data the address in the caller's task to which they go: 64 bits
   * @param outsize receives the bytes read, which is {@code size}: 64 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code target_task} is no task port, or too weak a
   *           one, or the task has ended.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code target_task} is null, a dead name or no send
   *           right of the caller.
   *       <li>{@code KERN_INVALID_ADDRESS}: a part of one of the ranges is not mapped, or it
   *           overflows; or, with few data, it cannot be read or written.
   *       <li>{@code KERN_PROTECTION_FAILURE}: a part of the range must not be read, or a part of
   *           {@code data} must not be written.
   *       <li>{@code KERN_MEMORY_ERROR}: a page cannot be brought in.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: there is no kernel memory left.
   *     </ul>
   *     <p>Versions: on macOS 11 the buffer holds two pages at most.
   *     <p>Source: {@code osfmk/vm/vm_user.c: mach_vm_read_overwrite}; {@code osfmk/vm/vm_map.c:
   *     vm_map_copyin_internal, vm_map_copyin_kernel_buffer, vm_map_copy_overwrite}; {@code
   *     osfmk/kern/ipc_tt.c: convert_port_to_map_read}.
   */
  int mach_vm_read_overwrite(
      @Borrowed(TASK_READ) int target_task, long address, long size, long data, Pointer outsize);
}
