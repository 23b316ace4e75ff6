/* Messages in GNU Mach's typed form: each right stands behind a word that says what it is. */
#include "agent.h"

enum { RIGHTS = 8, EXCEPTION_ID = 2400, REPLY = 100 };

/* Of an exception message: thread, task, exception. Codes are each kernel's own. */
enum { EXCEPTION_ITEMS = 3 };

struct item {
	mach_msg_type_t type;
	union {
		mach_port_name_t name;
		unsigned number;
		uint64_t pad;
	} value;
};

struct message {
	mach_msg_header_t header;
	struct item items[RIGHTS];
	char room[256];
};

/* Tells what a received message, or one that was given back, consists of: id, rights in the header, items. */
static void output_message(struct worker *w, const struct message *m)
{
	unsigned bits = m->header.msgh_bits;
	output_number(w, m->header.msgh_id);
	output_number(w, MACH_MSGH_BITS_REMOTE(bits));
	output_name(w, m->header.msgh_remote_port);
	output_number(w, MACH_MSGH_BITS_LOCAL(bits));
	output_name(w, m->header.msgh_local_port);
	const char *end = (const char *)m + m->header.msgh_size;
	if (m->header.msgh_id == EXCEPTION_ID)
		end = (const char *)(m->items + EXCEPTION_ITEMS);
	for (const struct item *item = m->items; (const char *)(item + 1) <= end; item++) {
		int is_name = MACH_MSG_TYPE_PORT_ANY(item->type.msgt_name)
			|| item->type.msgt_name == MACH_MSG_TYPE_PORT_NAME;
		if (MACH_MSG_TYPE_PORT_ANY(item->type.msgt_name))
			output_number(w, item->type.msgt_name);
		if (is_name)
			output_name(w, item->value.name);
		else
			output_number(w, item->value.number);
	}
}

/* remote, disposition, local, disposition, id, then a name and a disposition for each right */
void send_message(struct worker *w)
{
	struct message m;
	long *a = w->arguments;
	int rights = (w->count - 5) / 2;
	memset(&m, 0, sizeof m);
	for (int i = 0; i < rights && i < RIGHTS; i++) {
		m.items[i].type.msgt_name = a[6 + 2 * i];
		m.items[i].type.msgt_size = 8 * sizeof m.items[i].value;
		m.items[i].type.msgt_inline = TRUE;
		m.items[i].type.msgt_number = 1;
		m.items[i].value.name = a[5 + 2 * i];
	}
	m.header.msgh_bits = MACH_MSGH_BITS(a[1], a[3]) | (rights ? MACH_MSGH_BITS_COMPLEX : 0);
	m.header.msgh_size = sizeof m.header + rights * sizeof(struct item);
	m.header.msgh_remote_port = a[0];
	m.header.msgh_local_port = a[2];
	m.header.msgh_id = a[4];
	w->code = mach_msg_trap(&m.header, MACH_SEND_MSG | MACH_SEND_TIMEOUT, m.header.msgh_size, 0, 0, 0, 0);
	if (w->code == MACH_SEND_TIMED_OUT)
		output_message(w, &m);
}

void receive_message(struct worker *w)
{
	struct message m;
	memset(&m, 0, sizeof m);
	w->code = mach_msg_trap(&m.header, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, sizeof m, w->arguments[0], 0, 0);
	if (w->code == MACH_MSG_SUCCESS)
		output_message(w, &m);
}

/* The message of exc.defs. Told: reply right, thread, task, exception. Another message is told as any other. */
void receive_exception(struct worker *w)
{
	struct message m;
	memset(&m, 0, sizeof m);
	w->code = mach_msg_trap(&m.header, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, sizeof m, w->arguments[0], 0, 0);
	if (w->code != MACH_MSG_SUCCESS)
		return;
	if (m.header.msgh_id != EXCEPTION_ID) {
		output_message(w, &m);
		return;
	}
	output_name(w, m.header.msgh_remote_port);
	output_name(w, m.items[0].value.name);
	output_name(w, m.items[1].value.name);
	output_number(w, m.items[2].value.number);
}

/* reply right, return code */
void reply_exception(struct worker *w)
{
	mig_reply_header_t m;
	memset(&m, 0, sizeof m);
	m.Head.msgh_bits = MACH_MSGH_BITS(MACH_MSG_TYPE_MOVE_SEND_ONCE, 0);
	m.Head.msgh_size = sizeof m;
	m.Head.msgh_remote_port = w->arguments[0];
	m.Head.msgh_id = EXCEPTION_ID + REPLY;
	m.RetCodeType.msgt_name = MACH_MSG_TYPE_INTEGER_32;
	m.RetCodeType.msgt_size = 32;
	m.RetCodeType.msgt_number = 1;
	m.RetCodeType.msgt_inline = TRUE;
	m.RetCode = w->arguments[1];
	w->code = mach_msg_trap(&m.Head, MACH_SEND_MSG | MACH_SEND_TIMEOUT, sizeof m, 0, 0, 0, 0);
}
