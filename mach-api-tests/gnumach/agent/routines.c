/* The calls that a task under test makes. Each runs in a thread of that task. */
#include "agent.h"

void output_name(struct worker *w, mach_port_name_t name)
{
	if (w->outputs < OUTPUTS) {
		w->output[w->outputs].is_name = 1;
		w->output[w->outputs++].value = name;
	}
}

void output_number(struct worker *w, unsigned number)
{
	if (w->outputs < OUTPUTS) {
		w->output[w->outputs].is_name = 0;
		w->output[w->outputs++].value = number;
	}
}

static void allocate(struct worker *w)
{
	mach_port_t name = 0;
	w->code = mach_port_allocate(w->self, w->arguments[0], &name);
	if (w->code == KERN_SUCCESS)
		output_name(w, name);
}

static void allocate_name(struct worker *w)
{
	w->code = mach_port_allocate_name(w->self, w->arguments[0], w->arguments[1]);
}

static void deallocate(struct worker *w)
{
	w->code = mach_port_deallocate(w->self, w->arguments[0]);
}

static void destroy(struct worker *w)
{
	w->code = mach_port_destroy(w->self, w->arguments[0]);
}

static void mod_refs(struct worker *w)
{
	w->code = mach_port_mod_refs(w->self, w->arguments[0], w->arguments[1], w->arguments[2]);
}

static void get_refs(struct worker *w)
{
	mach_port_urefs_t references = 0;
	w->code = mach_port_get_refs(w->self, w->arguments[0], w->arguments[1], &references);
	if (w->code == KERN_SUCCESS)
		output_number(w, references);
}

static void type(struct worker *w)
{
	mach_port_type_t bits = 0;
	w->code = mach_port_type(w->self, w->arguments[0], &bits);
	if (w->code == KERN_SUCCESS)
		output_number(w, bits);
}

static void rename(struct worker *w)
{
	w->code = mach_port_rename(w->self, w->arguments[0], w->arguments[1]);
}

static void insert_right(struct worker *w)
{
	w->code = mach_port_insert_right(w->self, w->arguments[0], w->arguments[1], w->arguments[2]);
}

static void extract_right(struct worker *w)
{
	mach_port_t right = 0;
	mach_msg_type_name_t disposition = 0;
	w->code = mach_port_extract_right(w->self, w->arguments[0], w->arguments[1], &right, &disposition);
	if (w->code == KERN_SUCCESS) {
		output_name(w, right);
		output_number(w, disposition);
	}
}

static void move_member(struct worker *w)
{
	w->code = mach_port_move_member(w->self, w->arguments[0], w->arguments[1]);
}

static void set_qlimit(struct worker *w)
{
	w->code = mach_port_set_qlimit(w->self, w->arguments[0], w->arguments[1]);
}

static void set_mscount(struct worker *w)
{
	w->code = mach_port_set_mscount(w->self, w->arguments[0], w->arguments[1]);
}

static void set_seqno(struct worker *w)
{
	w->code = mach_port_set_seqno(w->self, w->arguments[0], w->arguments[1]);
}

static void request_notification(struct worker *w)
{
	mach_port_t previous = 0;
	long *a = w->arguments;
	w->code = mach_port_request_notification(w->self, a[0], a[1], a[2], a[3], a[4], &previous);
	if (w->code == KERN_SUCCESS)
		output_name(w, previous);
}

static void thread_self(struct worker *w)
{
	output_name(w, mach_thread_self());
}

static void task_self(struct worker *w)
{
	output_name(w, mach_task_self());
}

static void host_self(struct worker *w)
{
	output_name(w, mach_host_self());
}

static void reply_port(struct worker *w)
{
	output_name(w, mach_reply_port());
}

static void set_thread_exception_port(struct worker *w)
{
	w->code = thread_set_special_port(w->arguments[0], THREAD_EXCEPTION_PORT, w->arguments[1]);
}

static void set_task_exception_port(struct worker *w)
{
	w->code = task_set_special_port(w->self, TASK_EXCEPTION_PORT, w->arguments[0]);
}

static void raise(struct worker *w)
{
	(void)w;
	fault();
}

static const struct {
	const char *name;
	routine function;
} routines[] = {
	{ "allocate", allocate },
	{ "allocate_name", allocate_name },
	{ "deallocate", deallocate },
	{ "destroy", destroy },
	{ "mod_refs", mod_refs },
	{ "get_refs", get_refs },
	{ "type", type },
	{ "rename", rename },
	{ "insert_right", insert_right },
	{ "extract_right", extract_right },
	{ "move_member", move_member },
	{ "set_qlimit", set_qlimit },
	{ "set_mscount", set_mscount },
	{ "set_seqno", set_seqno },
	{ "request_notification", request_notification },
	{ "send", send_message },
	{ "receive", receive_message },
	{ "thread_self", thread_self },
	{ "task_self", task_self },
	{ "host_self", host_self },
	{ "reply_port", reply_port },
	{ "set_thread_exception_port", set_thread_exception_port },
	{ "set_task_exception_port", set_task_exception_port },
	{ "raise", raise },
	{ "receive_exception", receive_exception },
	{ "reply_exception", reply_exception },
};

int find_routine(const char *name)
{
	for (unsigned i = 0; i < sizeof routines / sizeof routines[0]; i++)
		if (equal(routines[i].name, name))
			return i;
	return -1;
}

void run_routine(struct worker *w)
{
	w->code = KERN_SUCCESS;
	w->outputs = 0;
	routines[w->routine].function(w);
}
