/**
 * The C interface of Mach: one interface per header, names as in C, and nothing checked.
 *
 * <p>Programs use the types of {@code org.machapi}; this package is for what those do not cover
 * yet, and its Javadoc is the manual of the routines. {@link org.machapi.raw.MachLibrary} is all of
 * them in one object, {@link org.machapi.raw.NativeMachLibrary} loads it, {@link
 * org.machapi.raw.Symbols} names the numbers.
 *
 * <h2>How the manual is written</h2>
 *
 * Every routine has the same parts in the same order: what it does; who owns what after success and
 * after failure, as a table; what that means for others; the parameters with their units; the
 * errors, each with its condition; guard exceptions; where releases differ; the place in Apple's
 * sources (XNU) where all this was read, which is release 11417.101.15, of macOS 15.4, unless it
 * says otherwise.
 *
 * <p>The table is made from the annotations of the method ({@link org.machapi.raw.Contract}
 * explains them), which tests compare with what kernels do. Below it stands on which kernels that
 * was, how often with success and with failure. <em>Verified</em>: a kernel that is not ours bore
 * the contract out, Apple's recorded code or GNU Mach. <em>Self-consistent</em>: only on the
 * simulated kernel has it succeeded. <em>Seen failing only</em>: so it was executed, but what it
 * says of success rests on the source. <em>Not on any kernel</em>: the contract rests on the source
 * alone. No Mac has run any.
 *
 * <ul>
 *   <li>In the table, <em>as before</em>: the caller owns as much of the right afterwards as it
 *       did.
 *   <li><em>Receives</em>: a pointer to memory that the routine writes to. On failure the content
 *       counts for nothing, and nothing in it is to be released.
 *   <li>Port names, counts, flavours and codes have 32 bits, addresses and contexts 64.
 * </ul>
 *
 * Most routines are messages to the kernel. Beside its own errors such a routine can return any of
 * {@code MIG_*}, and those of {@link org.machapi.raw.MessageRoutines#mach_msg}. From macOS 13 on
 * the first argument has to name a kernel object: where it is a right to an ordinary port, the
 * process is killed with {@code kGUARD_EXC_INVALID_OPTIONS} ({@code osfmk/ipc/ipc_policy.c:
 * ipc_validate_kmsg_dest_from_user}).
 *
 * <h2>Guard exceptions</h2>
 *
 * Where a program uses rights against the rules, the kernel may end it instead of returning an
 * error. Each guard exception has one of these marks:
 *
 * <ul>
 *   <li><em>Always fatal</em>: the process is killed, whoever it is. The error is never seen.
 *   <li><em>Optional</em>: only processes that ask for it are killed, which are Apple's own and
 *       those with a web browser entitlement. All others, a Java virtual machine among them, see
 *       the error.
 *   <li><em>Fatal in hardened tasks</em>: as optional, for thread and task ports that are pinned.
 *       In other processes such a port is not pinned, and the call succeeds.
 * </ul>
 */
package org.machapi.raw;
