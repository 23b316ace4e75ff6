/*
 * The agent: the first task of a GNU Mach kernel. It makes further tasks, has them make Mach calls as lines from a
 * serial port say, and answers each with the result and with what has changed in the tasks' port spaces.
 */
#ifndef AGENT_H
#define AGENT_H

#include <stddef.h>
#include <stdint.h>

#include <mach/exception.h>
#include <mach/mach_types.h>
#include <mach/message.h>
#include <mach/mig_errors.h>
#include <mach/notify.h>
#include <mach/task_special_ports.h>
#include <mach/thread_info.h>
#include <mach/thread_special_ports.h>
#include <mach/thread_status.h>

#include "mach.user.h"
#include "mach_host.user.h"
#include "mach_i386.user.h"
#include "mach_port.user.h"

enum {
	TASKS = 2,
	THREADS = 4,
	ARGUMENTS = 24,
	OUTPUTS = 40,
	SYMBOLS = 256,
	LINE = 4096,
	STACK = 32768
};

enum state { IDLE, WANTED, DONE };

/* One thread that makes calls, in memory that all tasks share. */
struct worker {
	volatile int state;
	int used;
	int routine;			/* index of the routine to call */
	int count;
	long arguments[ARGUMENTS];
	mach_port_name_t self;		/* its task's own port, by the name there */
	mach_port_name_t reply;		/* what its MIG stubs wait on; not shown */
	mach_port_name_t command;	/* what it waits on between calls; not shown */
	int code;			/* what the call returned */
	int outputs;
	struct {
		int is_name;
		unsigned value;
	} output[OUTPUTS];
};

/* A task under test. */
struct subject {
	task_t task;			/* the agent's name for it; 0 if it is gone */
	thread_t threads[THREADS];	/* 0 for one that never was or has ended */
	int busy[THREADS];		/* in a fault, or in a call that does not end: makes no other call */
	mach_port_t commands[THREADS];	/* send rights to what the threads wait on */
	int symbols;
	mach_port_name_t number[SYMBOLS];	/* what a symbol stands for; 0 once the name is gone */
	unsigned shown[SYMBOLS];		/* a hash of what was last told of it */
};

extern mach_port_t host_port, device_port, agent_task;
extern struct subject subjects[TASKS];
struct worker *worker_of(int task, int thread);

/* start.S */
mach_msg_return_t mach_msg_trap(mach_msg_header_t *, mach_msg_option_t, mach_msg_size_t, mach_msg_size_t,
				mach_port_name_t, mach_msg_timeout_t, mach_port_name_t);
mach_port_name_t mach_reply_port(void);
mach_port_name_t mach_thread_self(void);
mach_port_name_t mach_task_self(void);
mach_port_name_t mach_host_self(void);
int swtch_pri(int);
void fault(void);
extern char fault_end[];

void *memcpy(void *, const void *, size_t);
void *memset(void *, int, size_t);

/* text.c: a line under construction */
struct text {
	int length;
	char bytes[LINE];
};
void put(struct text *, const char *);
void put_number(struct text *, long);
void put_hex(struct text *, unsigned long);
int equal(const char *, const char *);
const char *code_name(int);

/* serial.c */
void serial_open(void);
void serial_write(const char *);
void serial_read_line(char *, int);

/* routines.c, messages.c: run in the task under test */
typedef void (*routine)(struct worker *);
int find_routine(const char *name);
void run_routine(struct worker *);
void output_name(struct worker *, mach_port_name_t);
void output_number(struct worker *, unsigned);
void send_message(struct worker *);
void receive_message(struct worker *);
void receive_exception(struct worker *);
void reply_exception(struct worker *);

/* tasks.c */
void tasks_init(void);
void tasks_begin(int count);
void tasks_end(void);
void task_end(int task);
void thread_new(int task, int thread, struct text *);
int thread_end(int task, int thread);
int thread_join(int task, int thread);
void worker_start(int task, int thread);
int worker_wait(int task, int thread);
int thread_skip_fault(int task, int thread);
void settle(void);

/* space.c */
void symbol_put(struct text *, int task, mach_port_name_t);
mach_port_name_t symbol_number(int task, int symbol);
void space_put_changes(struct text *, int task);

#endif
