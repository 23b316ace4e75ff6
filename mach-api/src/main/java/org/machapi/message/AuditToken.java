package org.machapi.message;

import org.machapi.raw.AuditTokenLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.NativeBuffer;

/**
 * Who sent a message, as the kernel says in the trailer ({@code audit_token_t}); the sender cannot
 * forge it. Users and groups are numbers of 32 bits without a sign: -1 is the largest, which stands
 * for none.
 *
 * @param auditUserId the audit user
 * @param effectiveUserId the effective user
 * @param effectiveGroupId the effective group
 * @param realUserId the real user
 * @param realGroupId the real group
 * @param pid the process; 0 is the kernel
 * @param sessionId the audit session
 * @param pidVersion tells processes with the same number apart
 */
public record AuditToken(
    int auditUserId,
    int effectiveUserId,
    int effectiveGroupId,
    int realUserId,
    int realGroupId,
    int pid,
    int sessionId,
    int pidVersion) {

  static AuditToken read(NativeBuffer buffer, int trailer) {
    int at = trailer + MachMsgTrailerLayout.MSGH_AUDIT;
    return new AuditToken(
        buffer.getInt(at + AuditTokenLayout.AUID),
        buffer.getInt(at + AuditTokenLayout.EUID),
        buffer.getInt(at + AuditTokenLayout.EGID),
        buffer.getInt(at + AuditTokenLayout.RUID),
        buffer.getInt(at + AuditTokenLayout.RGID),
        buffer.getInt(at + AuditTokenLayout.PID),
        buffer.getInt(at + AuditTokenLayout.ASID),
        buffer.getInt(at + AuditTokenLayout.PIDVERSION));
  }

  /**
   * Tells whether the kernel itself sent the message, as it does with exceptions and notifications
   * (XNU osfmk/ipc/ipc_kmsg.c:ipc_kmsg_get_from_kernel sets an audit token of zeros).
   *
   * @return whether the sender is the kernel
   */
  public boolean isKernel() {
    return pid == 0;
  }
}
