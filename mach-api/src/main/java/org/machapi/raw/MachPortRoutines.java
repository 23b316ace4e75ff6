package org.machapi.raw;

import jnr.ffi.Pointer;

/** The routines of {@code <mach/mach_port.h>} that this library binds. */
public interface MachPortRoutines {

  /**
   * {@code kern_return_t mach_port_names(ipc_space_t task, mach_port_name_array_t * names,
   * mach_msg_type_number_t * namesCnt, mach_port_type_array_t * types, mach_msg_type_number_t *
   * typesCnt)}.
   */
  int mach_port_names(int task, Pointer names, Pointer namesCnt, Pointer types, Pointer typesCnt);

  /**
   * {@code kern_return_t mach_port_type(ipc_space_t task, mach_port_name_t name, mach_port_type_t *
   * ptype)}.
   */
  int mach_port_type(int task, int name, Pointer ptype);

  /**
   * {@code kern_return_t mach_port_rename(ipc_space_t task, mach_port_name_t old_name,
   * mach_port_name_t new_name)}.
   */
  int mach_port_rename(int task, int old_name, int new_name);

  /**
   * {@code kern_return_t mach_port_allocate(ipc_space_t task, mach_port_right_t right,
   * mach_port_name_t * name)}.
   */
  int mach_port_allocate(int task, int right, Pointer name);

  /**
   * {@code kern_return_t mach_port_allocate_name(ipc_space_t task, mach_port_right_t right,
   * mach_port_name_t name)}.
   */
  int mach_port_allocate_name(int task, int right, int name);

  /** {@code kern_return_t mach_port_destroy(ipc_space_t task, mach_port_name_t name)}. */
  int mach_port_destroy(int task, int name);

  /** {@code kern_return_t mach_port_deallocate(ipc_space_t task, mach_port_name_t name)}. */
  int mach_port_deallocate(int task, int name);

  /**
   * {@code kern_return_t mach_port_get_refs(ipc_space_t task, mach_port_name_t name,
   * mach_port_right_t right, mach_port_urefs_t * refs)}.
   */
  int mach_port_get_refs(int task, int name, int right, Pointer refs);

  /**
   * {@code kern_return_t mach_port_mod_refs(ipc_space_t task, mach_port_name_t name,
   * mach_port_right_t right, mach_port_delta_t delta)}.
   */
  int mach_port_mod_refs(int task, int name, int right, int delta);

  /**
   * {@code kern_return_t mach_port_peek(ipc_space_t task, mach_port_name_t name,
   * mach_msg_trailer_type_t trailer_type, mach_port_seqno_t * request_seqnop, mach_msg_size_t *
   * msg_sizep, mach_msg_id_t * msg_idp, mach_msg_trailer_info_t trailer_infop,
   * mach_msg_type_number_t * trailer_infopCnt)}.
   */
  int mach_port_peek(
      int task,
      int name,
      int trailer_type,
      Pointer request_seqnop,
      Pointer msg_sizep,
      Pointer msg_idp,
      Pointer trailer_infop,
      Pointer trailer_infopCnt);

  /**
   * {@code kern_return_t mach_port_set_mscount(ipc_space_t task, mach_port_name_t name,
   * mach_port_mscount_t mscount)}.
   */
  int mach_port_set_mscount(int task, int name, int mscount);

  /**
   * {@code kern_return_t mach_port_get_set_status(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_name_array_t * members, mach_msg_type_number_t * membersCnt)}.
   */
  int mach_port_get_set_status(int task, int name, Pointer members, Pointer membersCnt);

  /**
   * {@code kern_return_t mach_port_move_member(ipc_space_t task, mach_port_name_t member,
   * mach_port_name_t after)}.
   */
  int mach_port_move_member(int task, int member, int after);

  /**
   * {@code kern_return_t mach_port_request_notification(ipc_space_t task, mach_port_name_t name,
   * mach_msg_id_t msgid, mach_port_mscount_t sync, mach_port_t notify, mach_msg_type_name_t
   * notifyPoly, mach_port_t * previous)}.
   */
  int mach_port_request_notification(
      int task, int name, int msgid, int sync, int notify, int notifyPoly, Pointer previous);

  /**
   * {@code kern_return_t mach_port_insert_right(ipc_space_t task, mach_port_name_t name,
   * mach_port_t poly, mach_msg_type_name_t polyPoly)}.
   */
  int mach_port_insert_right(int task, int name, int poly, int polyPoly);

  /**
   * {@code kern_return_t mach_port_extract_right(ipc_space_t task, mach_port_name_t name,
   * mach_msg_type_name_t msgt_name, mach_port_t * poly, mach_msg_type_name_t * polyPoly)}.
   */
  int mach_port_extract_right(int task, int name, int msgt_name, Pointer poly, Pointer polyPoly);

  /**
   * {@code kern_return_t mach_port_set_seqno(ipc_space_t task, mach_port_name_t name,
   * mach_port_seqno_t seqno)}.
   */
  int mach_port_set_seqno(int task, int name, int seqno);

  /**
   * {@code kern_return_t mach_port_get_attributes(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t port_info_out, mach_msg_type_number_t *
   * port_info_outCnt)}.
   */
  int mach_port_get_attributes(
      int task, int name, int flavor, Pointer port_info_out, Pointer port_info_outCnt);

  /**
   * {@code kern_return_t mach_port_set_attributes(ipc_space_t task, mach_port_name_t name,
   * mach_port_flavor_t flavor, mach_port_info_t port_info, mach_msg_type_number_t port_infoCnt)}.
   */
  int mach_port_set_attributes(int task, int name, int flavor, Pointer port_info, int port_infoCnt);

  /**
   * {@code kern_return_t mach_port_space_info(ipc_space_read_t space, ipc_info_space_t *
   * space_info, ipc_info_name_array_t * table_info, mach_msg_type_number_t * table_infoCnt,
   * ipc_info_tree_name_array_t * tree_info, mach_msg_type_number_t * tree_infoCnt)}.
   */
  int mach_port_space_info(
      int space,
      Pointer space_info,
      Pointer table_info,
      Pointer table_infoCnt,
      Pointer tree_info,
      Pointer tree_infoCnt);

  /**
   * {@code kern_return_t mach_port_dnrequest_info(ipc_space_t task, mach_port_name_t name, unsigned
   * int * dnr_total, unsigned int * dnr_used)}.
   */
  int mach_port_dnrequest_info(int task, int name, Pointer dnr_total, Pointer dnr_used);

  /**
   * {@code kern_return_t mach_port_kernel_object(ipc_space_read_t task, mach_port_name_t name,
   * unsigned int * object_type, unsigned int * object_addr)}.
   */
  int mach_port_kernel_object(int task, int name, Pointer object_type, Pointer object_addr);

  /**
   * {@code kern_return_t mach_port_insert_member(ipc_space_t task, mach_port_name_t name,
   * mach_port_name_t pset)}.
   */
  int mach_port_insert_member(int task, int name, int pset);

  /**
   * {@code kern_return_t mach_port_extract_member(ipc_space_t task, mach_port_name_t name,
   * mach_port_name_t pset)}.
   */
  int mach_port_extract_member(int task, int name, int pset);

  /**
   * {@code kern_return_t mach_port_get_context(ipc_space_read_t task, mach_port_name_t name,
   * mach_port_context_t * context)}.
   */
  int mach_port_get_context(int task, int name, Pointer context);

  /**
   * {@code kern_return_t mach_port_set_context(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t context)}.
   */
  int mach_port_set_context(int task, int name, long context);

  /**
   * {@code kern_return_t mach_port_kobject(ipc_space_read_t task, mach_port_name_t name, natural_t
   * * object_type, mach_vm_address_t * object_addr)}.
   */
  int mach_port_kobject(int task, int name, Pointer object_type, Pointer object_addr);

  /**
   * {@code kern_return_t mach_port_construct(ipc_space_t task, mach_port_options_ptr_t options,
   * mach_port_context_t context, mach_port_name_t * name)}.
   */
  int mach_port_construct(int task, Pointer options, long context, Pointer name);

  /**
   * {@code kern_return_t mach_port_destruct(ipc_space_t task, mach_port_name_t name,
   * mach_port_delta_t srdelta, mach_port_context_t guard)}.
   */
  int mach_port_destruct(int task, int name, int srdelta, long guard);

  /**
   * {@code kern_return_t mach_port_guard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard, boolean_t strict)}.
   */
  int mach_port_guard(int task, int name, long guard, int strict);

  /**
   * {@code kern_return_t mach_port_unguard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard)}.
   */
  int mach_port_unguard(int task, int name, long guard);

  /**
   * {@code kern_return_t mach_port_space_basic_info(ipc_space_inspect_t task,
   * ipc_info_space_basic_t * basic_info)}.
   */
  int mach_port_space_basic_info(int task, Pointer basic_info);

  /**
   * {@code kern_return_t mach_port_guard_with_flags(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t guard, uint64_t flags)}.
   */
  int mach_port_guard_with_flags(int task, int name, long guard, long flags);

  /**
   * {@code kern_return_t mach_port_swap_guard(ipc_space_t task, mach_port_name_t name,
   * mach_port_context_t old_guard, mach_port_context_t new_guard)}.
   */
  int mach_port_swap_guard(int task, int name, long old_guard, long new_guard);

  /**
   * {@code kern_return_t mach_port_get_srights(ipc_space_t task, mach_port_name_t name,
   * mach_port_rights_t * srights)}.
   */
  int mach_port_get_srights(int task, int name, Pointer srights);
}
