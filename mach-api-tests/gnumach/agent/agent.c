/*
 * The agent's conversation. Lines it takes:
 *
 *   begin COUNT                 fresh tasks, A and B
 *   A0 ROUTINE ARGUMENT...      thread 0 of task A makes a call; $2 is a symbol of that task, w1 a name it may wish for
 *   end                         the tasks are no more
 *   quit                        the kernel stops
 *
 * It answers each with one line: CODE OUTPUT...| CHANGE..., where a change is a task, a symbol's number, and what the
 * name stands for now. In place of a code: ENDED if the step was the end of its own task, because nobody handled an
 * exception; WAITS for a call, or a return from a fault, that does not end by itself; NOT_UNDERSTOOD.
 */
#include "agent.h"

enum { WISH = 2000 };

mach_port_t host_port, device_port, agent_task;

static long number(const char *word)
{
	unsigned long value = 0;
	int negative = *word == '-';
	for (word += negative; *word >= '0' && *word <= '9'; word++)
		value = value * 10 + (*word - '0');
	return negative ? -value : value;
}

static long argument(int task, const char *word)
{
	if (*word == '$')
		return symbol_number(task, number(word + 1));
	if (*word == 'w')
		return WISH + number(word + 1);
	return number(word);
}

static int split(char *line, char **words)
{
	int count = 0;
	while (*line && count < ARGUMENTS + 2) {
		while (*line == ' ')
			*line++ = 0;
		if (*line)
			words[count++] = line;
		while (*line && *line != ' ')
			line++;
	}
	return count;
}

static void put_result(struct text *answer, int task, const struct worker *w)
{
	put(answer, code_name(w->code));
	for (int i = 0; i < w->outputs; i++) {
		put(answer, " ");
		if (w->output[i].is_name)
			symbol_put(answer, task, w->output[i].value);
		else
			put_number(answer, w->output[i].value);
	}
}

/* What is done to a task from outside, and is no call of its own. */
static int harness(struct text *answer, int task, int thread, const char *what)
{
	int there = subjects[task].threads[thread] != 0;
	if (equal(what, "task_end")) {
		task_end(task);
		put(answer, "+");
	} else if (equal(what, "thread_new") && !worker_of(task, thread)->used) {
		thread_new(task, thread, answer);
	} else if (equal(what, "thread_end") && there) {
		put(answer, code_name(thread_end(task, thread)));
	} else if (equal(what, "skip_fault") && there) {
		put(answer, code_name(thread_skip_fault(task, thread)));
	} else if (equal(what, "join") && there) {
		put(answer, thread_join(task, thread) ? "+" : "WAITS");
	} else {
		return 0;
	}
	return 1;
}

static void call(struct text *answer, int task, int thread, char **words, int count)
{
	struct worker *w = worker_of(task, thread);
	w->routine = find_routine(words[1]);
	if (w->routine < 0 || !subjects[task].threads[thread] || subjects[task].busy[thread]) {
		put(answer, "NOT_UNDERSTOOD");
		return;
	}
	w->count = count - 2;
	for (int i = 2; i < count; i++)
		w->arguments[i - 2] = argument(task, words[i]);
	worker_start(task, thread);
	if (equal(words[1], "raise")) {
		subjects[task].busy[thread] = 1;
		put(answer, "+");
	} else if (worker_wait(task, thread)) {
		put_result(answer, task, w);
	} else {
		subjects[task].busy[thread] = 1;
		put(answer, "WAITS");
	}
}

static void step(struct text *answer, char **words, int count)
{
	int task = words[0][0] - 'A', thread = words[0][1] - '0';
	if (task < 0 || task >= TASKS || thread < 0 || thread >= THREADS || count < 2 || !subjects[task].task) {
		put(answer, "NOT_UNDERSTOOD");
		return;
	}
	if (!harness(answer, task, thread, words[1]))
		call(answer, task, thread, words, count);
	settle();
	if (!subjects[task].task && !equal(words[1], "task_end")) {
		answer->length = 0;
		put(answer, "ENDED");
	}
}

static void converse(char *line)
{
	static struct text answer;
	char *words[ARGUMENTS + 2];
	int count = split(line, words);
	answer.length = 0;
	if (count == 2 && equal(words[0], "begin")) {
		tasks_begin(number(words[1]));
		put(&answer, "+");
	} else if (count == 1 && equal(words[0], "end")) {
		tasks_end();
		put(&answer, "+");
	} else if (count > 0) {
		step(&answer, words, count);
	} else {
		put(&answer, "NOT_UNDERSTOOD");
	}
	put(&answer, "|");
	for (int task = 0; task < TASKS; task++)
		space_put_changes(&answer, task);
	put(&answer, "\n");
	serial_write(answer.bytes);
}

/* The kernel hands over: the number of words, then the words, which are this program's name and two ports. */
void agent_start(long *stack)
{
	static char line[LINE];
	char **words = (char **)(stack + 1);
	host_port = number(words[1]);
	device_port = number(words[2]);
	agent_task = mach_task_self();
	tasks_init();
	serial_open();
	serial_write("READY\n");
	for (;;) {
		serial_read_line(line, sizeof line);
		if (equal(line, "quit"))
			host_reboot(host_port, 0);
		converse(line);
	}
}
