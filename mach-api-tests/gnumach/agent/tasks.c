/* Tasks and threads under test: copies of the agent that share only the workers' memory with it. */
#include "agent.h"

#define PAGE 4096

static union {
	struct worker workers[TASKS][THREADS];
	char pages[(sizeof(struct worker) * TASKS * THREADS + PAGE - 1) / PAGE * PAGE];
} shared __attribute__((aligned(PAGE)));

static char stacks[TASKS][THREADS][STACK] __attribute__((aligned(PAGE)));
static mach_port_name_t agent_reply;

struct subject subjects[TASKS];

struct worker *worker_of(int task, int thread)
{
	return &shared.workers[task][thread];
}

/* Which worker's thread this is, told by its stack; null for the agent's own. */
static struct worker *current(void)
{
	uintptr_t here = (uintptr_t)__builtin_frame_address(0) - (uintptr_t)stacks;
	return here < sizeof stacks ? &shared.workers[0][0] + here / STACK : 0;
}

/* MIG's stubs ask these for the port their answers come to: each thread has its own. */
mach_port_t mig_get_reply_port(void)
{
	struct worker *w = current();
	mach_port_name_t *port = w ? &w->reply : &agent_reply;
	if (!*port)
		*port = mach_reply_port();
	return *port;
}

void mig_put_reply_port(mach_port_t port)
{
	(void)port;
}

/*
 * After a failed send. The port is kept, since a new one would take a name that the task should get, but emptied: it
 * may have been told that the right to reply is gone.
 */
void mig_dealloc_reply_port(mach_port_t port)
{
	struct {
		mach_msg_header_t header;
		char room[256];
	} message;
	while (mach_msg_trap(&message.header, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, sizeof message, port, 0, 0)
	       == MACH_MSG_SUCCESS)
		;
}

mach_msg_return_t mach_msg(mach_msg_header_t *message, mach_msg_option_t option, mach_msg_size_t send_size,
			   mach_msg_size_t receive_size, mach_port_name_t receive_name, mach_msg_timeout_t timeout,
			   mach_port_name_t notify)
{
	return mach_msg_trap(message, option, send_size, receive_size, receive_name, timeout, notify);
}

void tasks_init(void)
{
	vm_inherit(agent_task, (vm_address_t)&shared, sizeof shared, VM_INHERIT_SHARE);
}

static void work(struct worker *w)
{
	mig_get_reply_port();
	if (!w->self)
		w->self = mach_task_self();
	w->command = mach_reply_port();
	for (;;) {
		mach_msg_header_t command;
		w->state = DONE;
		mach_msg_trap(&command, MACH_RCV_MSG, 0, sizeof command, w->command, 0, 0);
		run_routine(w);
	}
}

/* Wakes a thread for a call. It waits in the kernel meanwhile: a thread that looks again and again takes time. */
void worker_start(int task, int thread)
{
	mach_msg_header_t command;
	memset(&command, 0, sizeof command);
	command.msgh_bits = MACH_MSGH_BITS(MACH_MSG_TYPE_COPY_SEND, 0);
	command.msgh_size = sizeof command;
	command.msgh_remote_port = subjects[task].commands[thread];
	worker_of(task, thread)->state = WANTED;
	mach_msg_trap(&command, MACH_SEND_MSG, sizeof command, 0, 0, 0, 0);
}

/* Waits until a thread waits in the kernel, so that what it was set off to do is done. False if it is no more. */
static int thread_settle(int task, int thread)
{
	for (;;) {
		struct thread_basic_info info;
		mach_msg_type_number_t count = THREAD_BASIC_INFO_COUNT;
		if (thread_info(subjects[task].threads[thread], THREAD_BASIC_INFO, (thread_info_t)&info, &count))
			return 0;
		if (info.run_state == TH_STATE_WAITING)
			return 1;
		swtch_pri(0);
	}
}

/* Waits for the end of a call. False if that does not come: the thread waits for something else, or is no more. */
int worker_wait(int task, int thread)
{
	enum { LOOKS = 100 };
	struct worker *w = worker_of(task, thread);
	for (int i = 0; w->state != DONE && i < LOOKS; i++)
		swtch_pri(0);
	if (w->state != DONE)
		thread_settle(task, thread);
	if (w->state != DONE)
		return 0;
	w->state = IDLE;
	return 1;
}

/* Starts a thread at work() and waits until it is ready for its first call. */
static int start_thread(int task, int thread)
{
	struct subject *s = &subjects[task];
	struct worker *w = worker_of(task, thread);
	struct i386_thread_state registers;
	mach_msg_type_number_t count = i386_THREAD_STATE_COUNT;
	memset(w, 0, sizeof *w);
	if (thread)
		w->self = worker_of(task, 0)->self;
	w->used = 1;
	int code = thread_create(s->task, &s->threads[thread]);
	if (!code)
		code = thread_get_state(s->threads[thread], i386_REGS_SEGS_STATE, (thread_state_t)&registers, &count);
	registers.rip = (uintptr_t)work;
	registers.rdi = (uintptr_t)w;
	registers.rbp = 0;
	registers.ursp = (uintptr_t)stacks[task][thread] + STACK - 8;
	if (!code)
		code = thread_set_state(s->threads[thread], i386_REGS_SEGS_STATE, (thread_state_t)&registers, count);
	if (!code)
		code = thread_resume(s->threads[thread]);
	mach_msg_type_name_t disposition;
	if (!code && !worker_wait(task, thread))
		code = KERN_FAILURE;
	if (!code) {
		code = mach_port_extract_right(s->task, w->command, MACH_MSG_TYPE_MAKE_SEND, &s->commands[thread],
					       &disposition);
	}
	return code;
}

/* Makes one more thread of a task; the task gets one reference to the thread's port, as the thread itself asks for it. */
void thread_new(int task, int thread, struct text *line)
{
	struct worker *w = worker_of(task, thread);
	int code = start_thread(task, thread);
	w->routine = find_routine("thread_self");
	if (!code) {
		worker_start(task, thread);
		code = worker_wait(task, thread) ? w->code : KERN_FAILURE;
	}
	put(line, code_name(code));
	put(line, " ");
	symbol_put(line, task, w->output[0].value);
}

/*
 * Gives one of two tasks a send right to the other's inbox, which is that task's second symbol. The name is one that
 * the kernel would choose: the order of names decides what dies first with a task.
 */
static void connect(int from, int to)
{
	mach_port_t right = 0, name = 0;
	mach_msg_type_name_t disposition;
	mach_port_extract_right(subjects[from].task, symbol_number(from, 2), MACH_MSG_TYPE_MAKE_SEND, &right,
				&disposition);
	mach_port_allocate(subjects[to].task, MACH_PORT_RIGHT_DEAD_NAME, &name);
	mach_port_deallocate(subjects[to].task, name);
	mach_port_insert_right(subjects[to].task, name, right, MACH_MSG_TYPE_MOVE_SEND);
}

/* Makes one or two fresh tasks. Each knows its own task port; two also have an inbox, and a way to the other's. */
void tasks_begin(int count)
{
	struct text ignored;
	ignored.length = 0;
	for (int i = 0; i < count; i++) {
		memset(&subjects[i], 0, sizeof subjects[i]);
		task_create(agent_task, TRUE, &subjects[i].task);
		start_thread(i, 0);
		symbol_put(&ignored, i, worker_of(i, 0)->self);
		if (count == 2) {
			mach_port_t inbox = 0;
			mach_port_allocate(subjects[i].task, MACH_PORT_RIGHT_RECEIVE, &inbox);
			symbol_put(&ignored, i, inbox);
		}
	}
	if (count == 2) {
		connect(0, 1);
		connect(1, 0);
	}
}

void task_end(int task)
{
	struct subject *s = &subjects[task];
	if (!s->task)
		return;
	task_terminate(s->task);
	mach_port_deallocate(agent_task, s->task);
	s->task = 0;
	for (int i = 0; i < THREADS; i++) {
		worker_of(task, i)->used = 0;
		if (s->threads[i])
			mach_port_deallocate(agent_task, s->threads[i]);
		if (s->commands[i])
			mach_port_deallocate(agent_task, s->commands[i]);
		s->threads[i] = s->commands[i] = 0;
		s->busy[i] = 0;
	}
}

void tasks_end(void)
{
	for (int i = 0; i < TASKS; i++)
		task_end(i);
}

static int is_dead(mach_port_t port)
{
	mach_port_type_t type = 0;
	return !mach_port_type(agent_task, port, &type) && (type & MACH_PORT_TYPE_DEAD_NAME);
}

/*
 * Ends a thread from outside, and waits until its port is dead for everybody. Its place stays taken: the ports that it
 * waited on are still names of the task, and hidden.
 */
int thread_end(int task, int thread)
{
	thread_t *port = &subjects[task].threads[thread];
	int code = thread_terminate(*port);
	while (!code && !is_dead(*port))
		swtch_pri(0);
	mach_port_deallocate(agent_task, *port);
	*port = 0;
	subjects[task].busy[thread] = 0;
	return code;
}

/* Takes back a thread that has returned from its fault. */
int thread_join(int task, int thread)
{
	struct worker *w = worker_of(task, thread);
	if (!subjects[task].busy[thread] || w->state != DONE)
		return 0;
	w->state = IDLE;
	subjects[task].busy[thread] = 0;
	return 1;
}

/*
 * Lets the threads that are in a fault come to rest: waiting for a handler, back from the fault, or gone with their
 * task, which the kernel ends when nobody handles the exception. The end of a task can set off those of the other.
 */
void settle(void)
{
	int ended;
	do {
		ended = 0;
		for (int i = 0; i < TASKS * THREADS; i++) {
			int task = i / THREADS, thread = i % THREADS;
			if (!subjects[task].busy[thread] || thread_settle(task, thread))
				continue;
			while (!is_dead(subjects[task].task))
				swtch_pri(0);
			task_end(task);
			ended = 1;
		}
	} while (ended);
}

/* Has a thread that waits for its handler go on behind the store. */
int thread_skip_fault(int task, int thread)
{
	struct i386_thread_state registers;
	mach_msg_type_number_t count = i386_THREAD_STATE_COUNT;
	thread_t port = subjects[task].threads[thread];
	int code = thread_get_state(port, i386_REGS_SEGS_STATE, (thread_state_t)&registers, &count);
	if (code)
		return code;
	if (registers.rip != (uintptr_t)fault)
		return KERN_FAILURE;
	registers.rip = (uintptr_t)fault_end;
	return thread_set_state(port, i386_REGS_SEGS_STATE, (thread_state_t)&registers, count);
}
