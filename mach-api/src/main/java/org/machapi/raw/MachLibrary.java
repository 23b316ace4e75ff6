package org.machapi.raw;

/**
 * The C interface of a Mach kernel, as one object: the seam between this library and whatever
 * serves it.
 *
 * <p>Three kinds of kernel stand behind it: the system library of macOS (bound by JNR-FFI), a
 * shared library that exports the same symbols, and the simulated kernel. Names, parameters and
 * results are those of C: port names and return codes are 32-bit numbers in an {@code int},
 * addresses and contexts 64-bit numbers in a {@code long}. Out-parameters, arrays and messages are
 * {@link jnr.ffi.Pointer}s over native memory in native byte order; {@link NativeBuffer} makes
 * them.
 *
 * <p>Nothing here is checked and nothing is released. The types of {@code org.machapi} do both.
 *
 * <p>The function {@code mach_task_self} is left out on purpose. In C, {@code mach_task_self()} is
 * a macro that reads the variable {@link #mach_task_self_}; the exported function of that name adds
 * a user reference with every call (XNU libsyscall/mach/mach_legacy.c,
 * osfmk/kern/ipc_tt.c:task_self_trap).
 */
public interface MachLibrary
    extends MachPortRoutines,
        MachTrapsRoutines,
        MachInitRoutines,
        MessageRoutines,
        ThreadActRoutines,
        TaskRoutines,
        MachHostRoutines,
        HostPrivRoutines,
        MachVmRoutines,
        VmMapRoutines,
        SemaphoreRoutines,
        MkTimerRoutines,
        PthreadRoutines,
        BootstrapRoutines,
        MachErrorRoutines {}
