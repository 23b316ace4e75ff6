package org.machapi.raw;

import static org.machapi.raw.RightKind.CLOCK;
import static org.machapi.raw.RightKind.HOST;
import static org.machapi.raw.RightKind.IO_MAIN;
import static org.machapi.raw.RightKind.MEMORY_ENTRY;
import static org.machapi.raw.RightKind.PROCESSOR_SET;
import static org.machapi.raw.RightKind.RECEIVE;
import static org.machapi.raw.RightKind.SEND;
import static org.machapi.raw.RightKind.VOUCHER;

import jnr.ffi.Pointer;

/**
 * The host, for everybody: the routines of {@code <mach/mach_host.h>} that this library binds.
 *
 * <p>The host port comes from {@link MachInitRoutines#mach_host_self}, with a reference that is to
 * be given back. The privileged host port does wherever the host port does.
 */
public interface MachHostRoutines {

  /**
   * Tells facts about the host.
   *
   * <p>{@code kern_return_t host_info(host_t host, host_flavor_t flavor, host_info_t host_info_out,
   * mach_msg_type_number_t *host_info_outCnt)}
   *
   * <p>{@ownership}
   *
   * <p>The flavours, with the 32-bit words that each needs:
   *
   * <ul>
   *   <li>1 {@code HOST_BASIC_INFO}: processors and memory; 12 words, or the first 5 where there is
   *       room for fewer than 12. The third, {@code memory_size}, is capped at 2 GB: the true size
   *       is {@code max_mem}, 64 bits at byte 40.
   *   <li>3 {@code HOST_SCHED_INFO}: shortest time-out and quantum in milliseconds; 2 words.
   *   <li>5 {@code HOST_PRIORITY_INFO}: the ranges of priorities; 8 words.
   *   <li>7 {@code HOST_SEMAPHORE_TRAPS}, 8 {@code HOST_MACH_MSG_TRAP}: a success without any word
   *       says that the kernel has them.
   *   <li>9 {@code HOST_VM_PURGABLE}: purgeable memory; 68 words.
   *   <li>11 {@code HOST_CAN_HAS_DEBUGGER}: whether the kernel may be debugged; 1 word.
   *   <li>12 {@code HOST_PREFERRED_USER_ARCH}: the preferred type and subtype of processor; 2
   *       words.
   * </ul>
   *
   * <p>The old manual tells of 4 {@code HOST_RESOURCE_SIZES}: it is refused.
   *
   * @param host the host port
   * @param flavor {@code HOST_*}: what is asked
   * @param host_info_out receives 32-bit words
   * @param host_info_outCnt count of 32-bit words; in: room, out: used
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host} is no host port, or the flavour is
   *           unknown or {@code HOST_RESOURCE_SIZES}.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_FAILURE}: there is too little room.
   *       <li>{@code KERN_NOT_SUPPORTED}: 10 ({@code HOST_DEBUG_INFO_INTERNAL}) on a release
   *           kernel.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/host.c: host_info}; {@code osfmk/mach/host_info.h}.
   */
  int host_info(
      @Borrowed(HOST) int host, int flavor, Pointer host_info_out, Pointer host_info_outCnt);

  /**
   * Delivers the port of a clock.
   *
   * <p>{@code kern_return_t host_get_clock_service(host_t host, clock_id_t clock_id, clock_serv_t
   * *clock_serv)}
   *
   * <p>{@ownership}
   *
   * <p>The port is for {@code clock_get_time}, {@code clock_sleep} and their like. The kernel has
   * these two clocks only; {@code BATTERY_CLOCK} and {@code HIGHRES_CLOCK} of the old manual are
   * not there.
   *
   * @param host the host port
   * @param clock_id 0 ({@code SYSTEM_CLOCK}, also called {@code REALTIME_CLOCK}): the time since
   *     the system started, without sleep; 1 ({@code CALENDAR_CLOCK}): the time of day
   * @param clock_serv receives the name: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host} is no host port, or there is no such
   *           clock.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_FAILURE}: the clock is not configured; today both always are.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/clock_oldops.c: host_get_clock_service}; {@code
   *     osfmk/kern/ipc_clock.c: convert_clock_to_port}.
   */
  int host_get_clock_service(
      @Borrowed(HOST) int host, int clock_id, @Given(CLOCK) Pointer clock_serv);

  /**
   * Delivers the main port of I/O Kit.
   *
   * <p>{@code kern_return_t host_get_io_main(host_t host, io_main_t *io_main)}
   *
   * <p>{@ownership}
   *
   * <p>The routines of I/O Kit in the kernel that look devices up refuse any other port. It gives
   * no access to any device by itself.
   *
   * @param host the host port
   * @param io_main receives the name, the same each time: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host} is no host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Versions: macOS 13.0 and later. Elsewhere: {@link MissingRoutineException}, and nothing
   *     is called. Before, the same routine is called {@code host_get_io_master}; the system
   *     library still has that name, too.
   *     <p>Source: {@code osfmk/kern/host.c: host_get_io_main, host_get_special_port}; {@code
   *     osfmk/device/device_init.c: device_service_create}; {@code iokit/Kernel/IOUserClient.cpp}.
   */
  @Since("macOS 13.0")
  default int host_get_io_main(@Borrowed(HOST) int host, @Given(IO_MAIN) Pointer io_main) {
    throw MissingRoutineException.of("host_get_io_main");
  }

  /**
   * Asks for a message when the time of day changes.
   *
   * <p>{@code kern_return_t host_request_notification(host_t host, host_flavor_t notify_type,
   * mach_port_t notify_port)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel makes a send-once right on {@code notify_port}, and at the next change sends to
   * it one message of 24 bytes, a mere header, with id 950 (type 0) or 951 (type 1). Then the
   * request is used up: ask again for the next. Destroying the receive right ends it; there is no
   * other way to take it back.
   *
   * <p>After success the receive right can never again leave the task, even when the request is
   * used up: to move it kills the process. So use a port of its own for this.
   *
   * <p>A failure by which the kernel refuses the request ({@code KERN_*}) destroys the send-once
   * right made: {@code notify_port} gets {@code MACH_NOTIFY_SEND_ONCE}.
   *
   * @param host the host port
   * @param notify_type 0 ({@code HOST_NOTIFY_CALENDAR_CHANGE}): the time of day jumps because it is
   *     set or because the system wakes from sleep; 1 ({@code HOST_NOTIFY_CALENDAR_SET}): it is set
   * @param notify_port the name of a receive right
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host} is no host port, or the type is unknown.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code notify_port} is no receive right of the
   *           caller.
   *       <li>{@code KERN_INVALID_CAPABILITY}: {@code notify_port} is {@code MACH_PORT_NULL} or
   *           {@code MACH_PORT_DEAD}.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: there is no kernel memory left.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code notify_port} is a name in
   *           use, but of no receive right.
   *       <li>{@code kGUARD_EXC_IMMOVABLE} (always fatal): later, when the receive right is moved.
   *     </ul>
   *     <p>Versions: up to macOS 12 a port can have one request only: another, or one for a port of
   *     a special kind, is {@code KERN_FAILURE} on macOS 11, {@code KERN_INVALID_CAPABILITY} on
   *     macOS 12. There, the receive right can leave the task again when the request is used up.
   *     <p>Source: {@code osfmk/kern/host_notify.c: host_request_notification, host_notify_all};
   *     {@code osfmk/kern/clock.c: clock_set_calendar_microtime, clock_wakeup_calendar_hwclock};
   *     {@code osfmk/ipc/ipc_right.c: ipc_right_copyin}.
   */
  int host_request_notification(
      @Borrowed(HOST) int host, int notify_type, @Borrowed(RECEIVE) int notify_port);

  /**
   * Makes a voucher out of recipes.
   *
   * <p>{@code kern_return_t host_create_mach_voucher(host_t host,
   * mach_voucher_attr_raw_recipe_array_t recipes, mach_msg_type_number_t recipesCnt, ipc_voucher_t
   * *voucher)}
   *
   * <p>{@ownership}
   *
   * <p>A voucher is an immutable set of attributes, one value for each key, such as importance or
   * who is to be billed; it travels with messages. Two vouchers with the same values are one: if
   * the caller has it already, its name gets one user reference more. Without any recipe the result
   * is a success with {@code MACH_PORT_NULL}.
   *
   * <p>{@code recipes} is a sequence of packed records, each of 16 bytes and its content: key,
   * command, name of a previous voucher or {@code MACH_PORT_NULL}, size of the content in bytes,
   * all of 32 bits. They are carried out in order on a voucher without values. Keys: 2 {@code
   * MACH_VOUCHER_ATTR_KEY_IMPORTANCE}, 3 {@code _BANK}, 4 {@code _PTHPRIORITY}, 7 {@code
   * _USER_DATA}, -1 {@code _ALL}. Commands for every key: 1 {@code MACH_VOUCHER_ATTR_COPY}, from
   * the previous voucher; 2 {@code MACH_VOUCHER_ATTR_REMOVE}; 10 {@code MACH_VOUCHER_ATTR_REDEEM};
   * the others are for the attribute's manager. The previous vouchers are only looked at: their
   * rights stay with the caller.
   *
   * @param host the host port
   * @param recipes the recipes, as above
   * @param recipesCnt their size in bytes, at most 5120
   * @param voucher receives the name or {@code MACH_PORT_NULL}: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host} is no host port; {@code recipesCnt} is
   *           negative; a recipe goes beyond the end; a key or a command is unknown, or its content
   *           is not what it wants (copying and removing want none).
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_INVALID_CAPABILITY}: a previous voucher is no voucher of the caller, or
   *           the command is reserved for the attribute's manager (3), or meant for another
   *           process.
   *       <li>{@code KERN_NO_ACCESS}: the command needs an entitlement that the caller lacks.
   *       <li>{@code MIG_ARRAY_TOO_LARGE}: {@code recipesCnt} is greater than 5120.
   *       <li>{@code KERN_MEMORY_ERROR}: {@code recipes} cannot be read, or {@code voucher} cannot
   *           be written: then the right stays, under a name that nobody learns.
   *       <li>{@code KERN_RESOURCE_SHORTAGE}: there is no kernel memory left.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/host.c: host_create_mach_voucher}; {@code
   *     osfmk/ipc/mach_kernelrpc.c: host_create_mach_voucher_trap}; {@code osfmk/ipc/ipc_voucher.c:
   *     ipc_create_mach_voucher_internal, ipc_execute_voucher_recipe_command}; {@code
   *     osfmk/bank/bank.c: bank_get_value}.
   */
  int host_create_mach_voucher(
      @Borrowed(HOST) int host,
      Pointer recipes,
      int recipesCnt,
      @Given(value = VOUCHER, when = "recipesCnt != 0") Pointer voucher);

  /**
   * Was to register a manager for a new key of vouchers; kernels refuse it.
   *
   * <p>{@code kern_return_t host_register_mach_voucher_attr_manager(host_t host,
   * mach_voucher_attr_manager_t attr_manager, mach_voucher_attr_value_handle_t default_value,
   * mach_voucher_attr_key_t *new_key, ipc_voucher_attr_control_t *new_attr_control)}
   *
   * <p>{@ownership}
   *
   * <p>There is no success: the out-parameters are never written. Managers of attributes live in
   * the kernel only.
   *
   * @param host the host port
   * @param attr_manager the port of the manager: the name of a send right
   * @param default_value 64 bits
   * @param new_key would receive the key: 32 bits
   * @param new_attr_control would receive the name of the control port: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always, if the arguments reach the kernel.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code
   *           attr_manager}.
   *       <li>{@code KERN_NOT_SUPPORTED}: always, on macOS 11 and 12.
   *       <li>{@code KERN_INVALID_HOST}: {@code host} is no host port, on macOS 11 and 12.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code attr_manager} is a name in
   *           use, but of no send right.
   *     </ul>
   *     <p>Versions: macOS 13 removed it from the kernel.
   *     <p>Source: {@code osfmk/mach/mach_host.defs}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}; on macOS 11 and 12 {@code osfmk/ipc/ipc_voucher.c:
   *     host_register_mach_voucher_attr_manager}.
   */
  int host_register_mach_voucher_attr_manager(
      @Borrowed(HOST) int host,
      @Borrowed(SEND) int attr_manager,
      long default_value,
      Pointer new_key,
      @Given(SEND) Pointer new_attr_control);

  /**
   * Was to register a manager for a known key of vouchers; kernels refuse it.
   *
   * <p>{@code kern_return_t host_register_well_known_mach_voucher_attr_manager(host_t host,
   * mach_voucher_attr_manager_t attr_manager, mach_voucher_attr_value_handle_t default_value,
   * mach_voucher_attr_key_t key, ipc_voucher_attr_control_t *new_attr_control)}
   *
   * <p>{@ownership}
   *
   * <p>There is no success: the out-parameter is never written. See {@link
   * #host_register_mach_voucher_attr_manager}.
   *
   * @param host the host port
   * @param attr_manager the port of the manager: the name of a send right
   * @param default_value 64 bits
   * @param key {@code MACH_VOUCHER_ATTR_KEY_*}
   * @param new_attr_control would receive the name of the control port: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always, if the arguments reach the kernel.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: the caller holds no send right on {@code
   *           attr_manager}.
   *       <li>{@code KERN_NOT_SUPPORTED}: always, on macOS 11 and 12.
   *       <li>{@code KERN_INVALID_HOST}: {@code host} is no host port, on macOS 11 and 12.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code attr_manager} is a name in
   *           use, but of no send right.
   *     </ul>
   *     <p>Versions: macOS 13 removed it from the kernel.
   *     <p>Source: {@code osfmk/mach/mach_host.defs}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}; on macOS 11 and 12 {@code osfmk/ipc/ipc_voucher.c:
   *     host_register_well_known_mach_voucher_attr_manager}.
   */
  int host_register_well_known_mach_voucher_attr_manager(
      @Borrowed(HOST) int host,
      @Borrowed(SEND) int attr_manager,
      long default_value,
      int key,
      @Given(SEND) Pointer new_attr_control);

  /**
   * Makes a memory entry with fresh memory.
   *
   * <p>{@code kern_return_t mach_memory_object_memory_entry(host_t host, boolean_t internal,
   * vm_size_t size, vm_prot_t permission, memory_object_t pager, mach_port_t *entry_handle)}
   *
   * <p>{@ownership}
   *
   * <p>The same as {@link #mach_memory_object_memory_entry_64}; in a process of 64 bits the size
   * has 64 bits here, too.
   *
   * @param host the host port
   * @param internal not 0; see {@link #mach_memory_object_memory_entry_64}
   * @param size bytes; rounded up to whole pages
   * @param permission {@code VM_PROT_*}: 1 to read, 2 to write, 4 to execute
   * @param pager {@code MACH_PORT_NULL}; see {@link #mach_memory_object_memory_entry_64}
   * @param entry_handle receives the name: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_HOST}: {@code host} is no host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code pager} is not null, and the caller holds no
   *           send right on it.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code internal} is 0, or {@code size} is 0 or
   *           overflows.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code pager} is a name in use, but
   *           of no send right.
   *     </ul>
   *     <p>Versions: sizes of 0 and those that overflow are refused from macOS 15 on.
   *     <p>Source: {@code osfmk/vm/vm_memory_entry.c: mach_memory_object_memory_entry}.
   */
  int mach_memory_object_memory_entry(
      @Borrowed(HOST) int host,
      int internal,
      long size,
      int permission,
      @Borrowed(SEND) int pager,
      @Made(value = MEMORY_ENTRY, release = "mach_port_deallocate") Pointer entry_handle);

  /**
   * Makes a memory entry with fresh memory.
   *
   * <p>{@code kern_return_t mach_memory_object_memory_entry_64(host_t host, boolean_t internal,
   * memory_object_size_t size, vm_prot_t permission, memory_object_t pager, mach_port_t
   * *entry_handle)}
   *
   * <p>{@ownership}
   *
   * <p>A memory entry is a port that stands for memory. It can be sent to other tasks, and whoever
   * has a send right can map it ({@code mach_vm_map}): so tasks share memory. The memory is zeroed,
   * and mapped nowhere yet. It goes away when no send right and no mapping is left.
   *
   * <p>The routine was made for pagers outside the kernel. There are none any more: the kernel
   * takes every {@code pager} for null, whatever it names, so that only {@code internal} memory can
   * be had.
   *
   * @param host the host port
   * @param internal not 0: memory of the kernel's own pager; 0 is refused
   * @param size bytes; rounded up to whole pages
   * @param permission {@code VM_PROT_*}, the most that a mapping may have: 1 to read, 2 to write, 4
   *     to execute; the highest 8 bits are the cache mode ({@code MAP_MEM_*})
   * @param pager {@code MACH_PORT_NULL}; a send right is ignored
   * @param entry_handle receives the name, a new one each time: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_HOST}: {@code host} is no host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code MACH_SEND_INVALID_RIGHT}: {@code pager} is not null, and the caller holds no
   *           send right on it.
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code internal} is 0, or {@code size} is 0 or
   *           overflows.
   *     </ul>
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_SEND_INVALID_RIGHT} (optional): {@code pager} is a name in use, but
   *           of no send right.
   *     </ul>
   *     <p>Versions: sizes of 0 and those that overflow are refused from macOS 15 on.
   *     <p>Source: {@code osfmk/vm/vm_memory_entry.c: mach_memory_object_memory_entry_64,
   *     mach_memory_entry_allocate}; {@code osfmk/vm/memory_object.c:
   *     convert_port_to_memory_object}.
   */
  int mach_memory_object_memory_entry_64(
      @Borrowed(HOST) int host,
      int internal,
      long size,
      int permission,
      @Borrowed(SEND) int pager,
      @Made(value = MEMORY_ENTRY, release = "mach_port_deallocate") Pointer entry_handle);

  /**
   * Delivers the name port of the default processor set.
   *
   * <p>{@code kern_return_t processor_set_default(host_t host, processor_set_name_t *default_set)}
   *
   * <p>{@ownership}
   *
   * <p>The name port is good for questions ({@code processor_set_info}, {@code
   * processor_set_statistics}) only. With the privileged host port it gets one the control port
   * ({@code host_processor_set_priv}). No other sets can be made: see {@link
   * #processor_set_create}.
   *
   * @param host the host port
   * @param default_set receives the name, the same each time: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code host} is no host port.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_host.c: processor_set_default, convert_pset_name_to_port}.
   */
  int processor_set_default(@Borrowed(HOST) int host, @Given(PROCESSOR_SET) Pointer default_set);

  /**
   * Was to make a processor set; kernels refuse it.
   *
   * <p>{@code kern_return_t processor_set_create(host_t host, processor_set_t *new_set,
   * processor_set_name_t *new_name)}
   *
   * <p>{@ownership}
   *
   * <p>There is no success, though the old manual tells nothing of that: the out-parameters are
   * never written.
   *
   * @param host the host port
   * @param new_set would receive the name of the control port: 32 bits
   * @param new_name would receive the name of the name port: 32 bits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code MIG_BAD_ID}: always, if the message reaches the kernel.
   *       <li>{@code MACH_SEND_INVALID_DEST}: {@code host} is null, a dead name or no send right of
   *           the caller.
   *       <li>{@code KERN_FAILURE}: always, on macOS 11 and 12.
   *     </ul>
   *     <p>Versions: macOS 13 removed it from the kernel.
   *     <p>Source: {@code osfmk/mach/mach_host.defs}; {@code osfmk/kern/ipc_kobject.c:
   *     ipc_kobject_server_internal}; on macOS 11 and 12 {@code osfmk/kern/processor.c:
   *     processor_set_create}.
   */
  int processor_set_create(
      @Borrowed(HOST) int host,
      @Given(PROCESSOR_SET) Pointer new_set,
      @Given(PROCESSOR_SET) Pointer new_name);
}
