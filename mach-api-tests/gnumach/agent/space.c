/* What a task's port space looks like, with symbols for the names: they are counted in the order of appearance. */
#include "agent.h"

static unsigned hash(const struct text *text)
{
	unsigned value = 2166136261u;
	for (int i = 0; i < text->length; i++)
		value = (value ^ (unsigned char)text->bytes[i]) * 16777619u;
	return value | 1;
}

mach_port_name_t symbol_number(int task, int symbol)
{
	/* A name that is gone is not asked for by its number, which may be another's by now. */
	enum { NEVER = 90000 };
	mach_port_name_t number = symbol > 0 && symbol < SYMBOLS ? subjects[task].number[symbol] : 0;
	return number ? number : NEVER + (mach_port_name_t)symbol;
}

/* The symbol of a name: the one it has, or else the next. */
static int symbol_of(int task, mach_port_name_t name)
{
	struct subject *s = &subjects[task];
	for (int i = 1; i <= s->symbols; i++)
		if (s->number[i] == name)
			return i;
	if (s->symbols + 1 >= SYMBOLS)
		return 0;
	s->number[++s->symbols] = name;
	return s->symbols;
}

void symbol_put(struct text *line, int task, mach_port_name_t name)
{
	if (name == MACH_PORT_NULL)
		put(line, "NULL");
	else if (name == MACH_PORT_NAME_DEAD)
		put(line, "DEAD");
	else {
		put(line, "$");
		put_number(line, symbol_of(task, name));
	}
}

static int is_hidden(int task, mach_port_name_t name)
{
	for (int i = 0; i < THREADS; i++) {
		struct worker *w = worker_of(task, i);
		if (w->used && (w->reply == name || w->command == name))
			return 1;
	}
	return 0;
}

static void put_field(struct text *entry, const char *name, unsigned value)
{
	put(entry, name);
	put_number(entry, value);
}

/* Fields that are 0 are not told. */
static void put_status_field(struct text *entry, const char *letter, unsigned value)
{
	if (value)
		put_field(entry, letter, value);
}

static void put_references(struct text *entry, task_t task, mach_port_name_t name, mach_port_right_t right)
{
	mach_port_urefs_t references = 0;
	int code = mach_port_get_refs(task, name, right, &references);
	if (code)
		put(entry, code_name(code));
	else
		put_number(entry, references);
}

static void put_status(struct text *entry, task_t task, mach_port_name_t name)
{
	mach_port_status_t status;
	int code = mach_port_get_receive_status(task, name, &status);
	if (code) {
		put(entry, code_name(code));
		return;
	}
	put_status_field(entry, ",q", status.mps_qlimit);
	put_status_field(entry, ",m", status.mps_mscount);
	put_status_field(entry, ",e", status.mps_seqno);
	put_status_field(entry, ",c", status.mps_msgcount);
	put_status_field(entry, ",o", status.mps_sorights);
	put_status_field(entry, ",s", status.mps_srights != 0);
	put_status_field(entry, ",n", status.mps_nsrequest != 0);
	put_status_field(entry, ",p", status.mps_pdrequest != 0);
}

static void put_members(struct text *entry, int task, mach_port_name_t name)
{
	mach_port_name_array_t members = 0;
	mach_msg_type_number_t count = 0;
	char is_member[SYMBOLS];
	memset(is_member, 0, sizeof is_member);
	mach_port_get_set_status(subjects[task].task, name, &members, &count);
	for (unsigned i = 0; i < count; i++)
		is_member[symbol_of(task, members[i])] = 1;
	if (count)
		vm_deallocate(agent_task, (vm_address_t)members, count * sizeof members[0]);
	for (int i = 1; i < SYMBOLS; i++)
		if (is_member[i])
			put_field(entry, ",$", i);
}

/*
 * In few bytes, because the line is slow: S send, R receive, O send-once, P set, D dead name, each with its
 * references; N if a dead-name notification is requested; then the status of a receive right or the members of a set.
 */
static void put_entry(struct text *entry, int task, mach_port_name_t name, mach_port_type_t type)
{
	static const char *const kinds[] = { "S", "R", "O", "P", "D" };
	task_t port = subjects[task].task;
	for (int right = 0; right < 5; right++)
		if (type & MACH_PORT_TYPE(right)) {
			put(entry, entry->length ? "," : "");
			put(entry, kinds[right]);
			put_references(entry, port, name, right);
		}
	if (type & MACH_PORT_TYPE_DNREQUEST)
		put(entry, ",N");
	if (type & MACH_PORT_TYPE_RECEIVE)
		put_status(entry, port, name);
	if (type & MACH_PORT_TYPE_PORT_SET)
		put_members(entry, task, name);
}

/* Adds what has changed since the last time: " A1:entry" for each new or changed name, " A1:" for each that is gone. */
void space_put_changes(struct text *line, int task)
{
	static struct text entry;
	struct subject *s = &subjects[task];
	mach_port_name_array_t names = 0;
	mach_port_type_array_t types = 0;
	mach_msg_type_number_t count = 0, type_count = 0;
	char present[SYMBOLS];
	memset(present, 0, sizeof present);
	if (s->task)
		mach_port_names(s->task, &names, &count, &types, &type_count);
	for (unsigned i = 0; i < count; i++) {
		if (is_hidden(task, names[i]))
			continue;
		int symbol = symbol_of(task, names[i]);
		present[symbol] = 1;
		entry.length = 0;
		put_entry(&entry, task, names[i], types[i]);
		unsigned now = hash(&entry);
		if (s->shown[symbol] == now)
			continue;
		s->shown[symbol] = now;
		put_field(line, task ? " B" : " A", symbol);
		put(line, ":");
		put(line, entry.bytes);
	}
	if (count) {
		vm_deallocate(agent_task, (vm_address_t)names, count * sizeof names[0]);
		vm_deallocate(agent_task, (vm_address_t)types, type_count * sizeof types[0]);
	}
	for (int i = 1; i <= s->symbols; i++) {
		if (present[i] || !s->number[i])
			continue;
		s->number[i] = 0;
		if (s->shown[i])
			put_field(line, task ? " B" : " A", i), put(line, ":");
		s->shown[i] = 0;
	}
}
