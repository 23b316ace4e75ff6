/*
 * Where the first task begins, and the calls that enter the kernel directly. A call has its number in rax and the
 * arguments of the C convention, but for the fourth, which syscall needs in another register.
 */
	.text
	.globl	_start
_start:
	xorl	%ebp, %ebp
	movq	%rsp, %rdi
	andq	$-16, %rsp
	call	agent_start
	hlt

	.macro	KERNEL_CALL name, number
	.globl	\name
	.type	\name, @function
\name:
	movq	%rcx, %r10
	movq	$\number, %rax
	syscall
	ret
	.endm

	KERNEL_CALL	mach_msg_trap, -25
	KERNEL_CALL	mach_reply_port, -26
	KERNEL_CALL	mach_thread_self, -27
	KERNEL_CALL	mach_task_self, -28
	KERNEL_CALL	mach_host_self, -29
	KERNEL_CALL	swtch_pri, -59

/* Stores to an address where nothing is; whoever handles the exception lets the thread go on behind the store. */
	.globl	fault, fault_end
fault:
	movl	$1, 0x10
fault_end:
	ret

	.section .note.GNU-stack, "", @progbits
