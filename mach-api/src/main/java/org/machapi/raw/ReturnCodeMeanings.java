package org.machapi.raw;

import static org.machapi.raw.BootstrapConstants.*;
import static org.machapi.raw.KernReturnConstants.*;
import static org.machapi.raw.MessageConstants.*;
import static org.machapi.raw.MigErrorConstants.*;

import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What each return code means: one clause, in lower case and without a full stop, to stand behind
 * the symbol.
 */
final class ReturnCodeMeanings {
  private static final Map<Integer, String> MEANINGS = meanings();

  private ReturnCodeMeanings() {}

  /**
   * Returns the clause for a code without special bits, or null for a code that is not in the
   * headers.
   */
  static @Nullable String of(int code) {
    return MEANINGS.get(code);
  }

  private static Map<Integer, String> meanings() {
    Map<Integer, String> codes = new HashMap<>();
    codes.put(KERN_SUCCESS, "success");
    codes.put(KERN_INVALID_ADDRESS, "the address is not mapped, or the range cannot be used");
    codes.put(
        KERN_PROTECTION_FAILURE, "the memory is mapped, but its protection forbids this access");
    codes.put(
        KERN_NO_SPACE,
        "no free name is left in the port space, or no free address range of this size");
    codes.put(
        KERN_INVALID_ARGUMENT,
        "an argument is out of range, or a port does not stand for what the call works on");
    codes.put(
        KERN_FAILURE,
        "the call could not be done, for no closer reason; for access to a task: refused");
    codes.put(
        KERN_RESOURCE_SHORTAGE,
        "the kernel has too little memory, or a limit is reached; it may work later");
    codes.put(KERN_NOT_RECEIVER, "the task does not hold the receive right of the port");
    codes.put(KERN_NO_ACCESS, "access is refused");
    codes.put(
        KERN_MEMORY_FAILURE,
        "the memory object behind the address was destroyed; its pages are lost");
    codes.put(KERN_MEMORY_ERROR, "the memory object could not supply the page; it may work later");
    codes.put(KERN_ALREADY_IN_SET, "the receive right is a member of the port set already");
    codes.put(KERN_NOT_IN_SET, "the receive right is not a member of the port set");
    codes.put(KERN_NAME_EXISTS, "the wanted name is already in use in the port space");
    codes.put(KERN_ABORTED, "the call was broken off before it was done");
    codes.put(KERN_INVALID_NAME, "no right has this name in the port space");
    codes.put(
        KERN_INVALID_TASK,
        "the port does not stand for a living task, or gives too little access to it");
    codes.put(
        KERN_INVALID_RIGHT,
        "the name is in use, but for another kind of right than the call needs");
    codes.put(
        KERN_INVALID_VALUE, "a number is out of range, such as more references than there are");
    codes.put(KERN_UREFS_OVERFLOW, "the user references of the right would exceed their maximum");
    codes.put(
        KERN_INVALID_CAPABILITY,
        "the right that was given is dead, or not of a kind that the call takes");
    codes.put(KERN_RIGHT_EXISTS, "the task holds a right to this port already, under another name");
    codes.put(KERN_INVALID_HOST, "the port does not stand for the host");
    codes.put(KERN_MEMORY_PRESENT, "the memory object holds this page already");
    codes.put(
        KERN_MEMORY_DATA_MOVED,
        "the page moved to a copy of the memory object; the kernel starts over");
    codes.put(
        KERN_MEMORY_RESTART_COPY,
        "the memory object is to be copied in a quicker way; the kernel starts over");
    codes.put(
        KERN_INVALID_PROCESSOR_SET, "the port does not stand for the control of a processor set");
    codes.put(KERN_POLICY_LIMIT, "the scheduling values exceed the limits of the thread");
    codes.put(KERN_INVALID_POLICY, "the scheduling policy is not in use on this system");
    codes.put(KERN_INVALID_OBJECT, "the memory object was not set up by its pager");
    codes.put(KERN_ALREADY_WAITING, "another thread waits for this event already");
    codes.put(KERN_DEFAULT_SET, "the default processor set cannot be destroyed");
    codes.put(
        KERN_EXCEPTION_PROTECTED,
        "the exception port is protected, or the thread is in a protected exception");
    codes.put(KERN_INVALID_LEDGER, "the call needs a ledger and got none");
    codes.put(
        KERN_INVALID_MEMORY_CONTROL, "the port does not stand for the control of a memory object");
    codes.put(KERN_INVALID_SECURITY, "the port is not the security port of the host");
    codes.put(KERN_NOT_DEPRESSED, "the priority of the thread is not depressed");
    codes.put(KERN_TERMINATED, "the thread, task or other object has ended");
    codes.put(KERN_LOCK_SET_DESTROYED, "the lock set was destroyed");
    codes.put(KERN_LOCK_UNSTABLE, "the thread that held the lock ended without releasing it");
    codes.put(KERN_LOCK_OWNED, "another thread holds the lock");
    codes.put(KERN_LOCK_OWNED_SELF, "the calling thread holds the lock already");
    codes.put(KERN_SEMAPHORE_DESTROYED, "the semaphore was destroyed");
    codes.put(KERN_RPC_SERVER_TERMINATED, "the server ended before it replied");
    codes.put(KERN_RPC_TERMINATE_ORPHAN, "an orphaned activation is to end");
    codes.put(KERN_RPC_CONTINUE_ORPHAN, "an orphaned activation is to go on");
    codes.put(KERN_NOT_SUPPORTED, "this kernel, machine or object does not offer the call");
    codes.put(KERN_NODE_DOWN, "the other node cannot be reached");
    codes.put(KERN_NOT_WAITING, "the thread was not waiting");
    codes.put(KERN_OPERATION_TIMED_OUT, "the time limit passed");
    codes.put(KERN_CODESIGN_ERROR, "the page was rejected by the check of the code signature");
    codes.put(KERN_POLICY_STATIC, "the property cannot be changed now");
    codes.put(KERN_INSUFFICIENT_BUFFER_SIZE, "the buffer is too small for the data");
    codes.put(KERN_DENIED, "a security policy forbids the call");
    codes.put(KERN_MISSING_KC, "the kernel collection that the call works on is missing");
    codes.put(KERN_INVALID_KC, "the kernel collection that the call works on is invalid");
    codes.put(KERN_NOT_FOUND, "the search found nothing");
    codes.put(
        MACH_SEND_IN_PROGRESS,
        "the thread is waiting to send; the kernel uses this code inside only");
    codes.put(MACH_SEND_INVALID_DATA, "the message cannot be read from the memory of the sender");
    codes.put(
        MACH_SEND_INVALID_DEST, "the destination is null, dead or no send right of this task");
    codes.put(
        MACH_SEND_TIMED_OUT,
        "the queue of the destination stayed full until the time limit passed");
    codes.put(MACH_SEND_INVALID_VOUCHER, "the voucher name is not a send right to a voucher");
    codes.put(MACH_SEND_INTERRUPTED, "the wait for room in the queue was interrupted");
    codes.put(
        MACH_SEND_MSG_TOO_SMALL,
        "the message is shorter than its header, or than its descriptors say");
    codes.put(MACH_SEND_INVALID_REPLY, "the reply port is not a right that its disposition needs");
    codes.put(
        MACH_SEND_INVALID_RIGHT,
        "a descriptor of the message names a right that its disposition cannot be applied to");
    codes.put(MACH_SEND_INVALID_NOTIFY, "the notify port is not a receive right of this task");
    codes.put(MACH_SEND_INVALID_MEMORY, "the out-of-line memory of a descriptor cannot be read");
    codes.put(MACH_SEND_NO_BUFFER, "the kernel has no buffer for the message; it may work later");
    codes.put(
        MACH_SEND_TOO_LARGE, "the message is larger than the kernel or the destination accepts");
    codes.put(
        MACH_SEND_INVALID_TYPE,
        "a descriptor of the message has an unknown type or an invalid field");
    codes.put(
        MACH_SEND_INVALID_HEADER,
        "the header is invalid: unknown bits, or a disposition that does not fit its port");
    codes.put(MACH_SEND_INVALID_TRAILER, "the trailer to be sent is invalid");
    codes.put(
        MACH_SEND_INVALID_CONTEXT,
        "the context or guard given with the send does not match that of the port");
    codes.put(
        MACH_SEND_INVALID_OPTIONS, "the options do not go with each other or with the destination");
    codes.put(
        MACH_SEND_INVALID_RT_OOL_SIZE,
        "the out-of-line data is too large for a real-time receiver; later systems do not "
            + "return this");
    codes.put(MACH_SEND_NO_GRANT_DEST, "the destination accepts no rights in messages");
    codes.put(MACH_SEND_MSG_FILTERED, "a message filter of the destination refused the message");
    codes.put(MACH_SEND_AUX_TOO_SMALL, "the auxiliary data is too small");
    codes.put(MACH_SEND_AUX_TOO_LARGE, "the auxiliary data is too large");
    codes.put(
        MACH_RCV_IN_PROGRESS,
        "the thread is waiting to receive; the kernel uses this code inside only");
    codes.put(MACH_RCV_INVALID_NAME, "the name is no receive right or port set of this task");
    codes.put(MACH_RCV_TIMED_OUT, "no message came before the time limit passed");
    codes.put(
        MACH_RCV_TOO_LARGE,
        "the message does not fit into the buffer; it stays queued with MACH_RCV_LARGE "
            + "and is destroyed without");
    codes.put(MACH_RCV_INTERRUPTED, "the wait for a message was interrupted");
    codes.put(
        MACH_RCV_PORT_CHANGED,
        "the receive right moved to another task or into a set while waiting; later "
            + "systems do not return this");
    codes.put(MACH_RCV_INVALID_NOTIFY, "the notify port is not valid");
    codes.put(MACH_RCV_INVALID_DATA, "the message cannot be written to the memory of the receiver");
    codes.put(MACH_RCV_PORT_DIED, "the port or port set was destroyed while waiting");
    codes.put(
        MACH_RCV_IN_SET,
        "the receive right is a member of a port set; later systems do not return this");
    codes.put(
        MACH_RCV_HEADER_ERROR,
        "the rights in the header could not be given to the receiver; the message is lost");
    codes.put(
        MACH_RCV_BODY_ERROR,
        "some rights or memory in the body could not be given to the receiver; what the "
            + "message names is yours");
    codes.put(MACH_RCV_INVALID_TYPE, "a descriptor of the scatter list is invalid");
    codes.put(MACH_RCV_SCATTER_SMALL, "a buffer of the scatter list is too small");
    codes.put(MACH_RCV_INVALID_TRAILER, "the kernel does not know the trailer that was asked for");
    codes.put(
        MACH_RCV_IN_PROGRESS_TIMED,
        "the thread is waiting to receive with a time limit; the kernel uses this code "
            + "inside only");
    codes.put(MACH_RCV_INVALID_REPLY, "the reply port of a message with strict reply is not valid");
    codes.put(MACH_RCV_INVALID_ARGUMENTS, "the arguments of the receive are not valid");
    codes.put(MIG_TYPE_ERROR, "the message does not have the layout that the routine expects");
    codes.put(MIG_REPLY_MISMATCH, "the reply belongs to another request");
    codes.put(
        MIG_REMOTE_ERROR, "the server reported an error in a way that the client does not know");
    codes.put(MIG_BAD_ID, "the server does not know a routine with this message id");
    codes.put(MIG_BAD_ARGUMENTS, "the server rejected the layout of the request");
    codes.put(MIG_NO_REPLY, "the server sends no reply, or sends it later");
    codes.put(MIG_EXCEPTION, "the server raised an exception");
    codes.put(MIG_ARRAY_TOO_LARGE, "an array is larger than the interface allows");
    codes.put(MIG_SERVER_DIED, "the server dropped the reply right: it died or did not answer");
    codes.put(MIG_TRAILER_ERROR, "the request came with a trailer that the server cannot use");
    codes.put(
        BOOTSTRAP_NOT_PRIVILEGED,
        "the bootstrap server does not let this process use the service name");
    codes.put(BOOTSTRAP_NAME_IN_USE, "the service name is taken");
    codes.put(BOOTSTRAP_UNKNOWN_SERVICE, "the bootstrap server knows no service of this name");
    codes.put(BOOTSTRAP_SERVICE_ACTIVE, "another process has checked in for the service already");
    codes.put(BOOTSTRAP_BAD_COUNT, "the number of services is out of range");
    codes.put(BOOTSTRAP_NO_MEMORY, "the bootstrap server has too little memory");
    codes.put(BOOTSTRAP_NO_CHILDREN, "the service has no children");
    return codes;
  }
}
