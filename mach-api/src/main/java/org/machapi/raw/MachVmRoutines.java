package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/mach_vm.h>} that this library binds. */
public interface MachVmRoutines {

  /**
   * {@code kern_return_t mach_vm_allocate(vm_map_t target, mach_vm_address_t * address,
   * mach_vm_size_t size, int flags)}.
   */
  int mach_vm_allocate(int target, Pointer address, long size, int flags);

  /**
   * {@code kern_return_t mach_vm_deallocate(vm_map_t target, mach_vm_address_t address,
   * mach_vm_size_t size)}.
   */
  int mach_vm_deallocate(int target, long address, long size);
}
