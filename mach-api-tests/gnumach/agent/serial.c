/* Lines come from a file or through the second serial port, and go out through the emulator's debug port, which never blocks. */
#include "agent.h"

enum { PORT = 0x2f8, DATA = PORT, INTERRUPTS = PORT + 1, FIFO = PORT + 2, LINE_CONTROL = PORT + 3,
	MODEM_CONTROL = PORT + 4, LINE_STATUS = PORT + 5, LAST = PORT + 7 };
enum { RECEIVED = 1, DIVISOR = 0x80, EIGHT_BITS = 3, CLEAR_FIFOS = 7, READY = 3, DEBUG_PORT = 0xe9, CONFIG_SELECT = 0x510, CONFIG_DATA = 0x511,
	PAUSES = 200 };

static unsigned left_in_file;

static void out(unsigned short port, unsigned char value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static void out_word(unsigned short port, unsigned short value)
{
	__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}

static unsigned char in(unsigned short port)
{
	unsigned char value;
	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

/* Without the ports there is nobody to tell what went wrong; who waits for the first line runs out of time. */
static void allow(unsigned short first, unsigned short last)
{
	mach_port_t ports;
	if (i386_io_perm_create(device_port, first, last, &ports) || i386_io_perm_modify(agent_task, ports, TRUE))
		for (;;)
			swtch_pri(0);
	mach_port_deallocate(agent_task, ports);
}

/*
 * The emulator can hand us a file: a selector chooses an item, and its bytes then come one after the other, at a small
 * part of what a byte through the serial port costs. Item 0x19 lists the files, in big-endian numbers.
 */
static unsigned in_big_endian(int bytes)
{
	unsigned value = 0;
	while (bytes--)
		value = value << 8 | in(CONFIG_DATA);
	return value;
}

static unsigned find_file(void)
{
	enum { DIRECTORY = 0x19, NAME = 56 };
	out_word(CONFIG_SELECT, DIRECTORY);
	for (unsigned files = in_big_endian(4); files; files--) {
		char name[NAME];
		unsigned size = in_big_endian(4), item = in_big_endian(4) >> 16;
		for (int i = 0; i < NAME; i++)
			name[i] = in(CONFIG_DATA);
		if (equal(name, "opt/org.machapi/lines")) {
			out_word(CONFIG_SELECT, item);
			return size;
		}
	}
	return 0;
}

void serial_open(void)
{
	allow(PORT, LAST);
	allow(DEBUG_PORT, DEBUG_PORT);
	allow(CONFIG_SELECT, CONFIG_DATA);
	out(INTERRUPTS, 0);
	out(LINE_CONTROL, DIVISOR);
	out(DATA, 1);
	out(INTERRUPTS, 0);
	out(LINE_CONTROL, EIGHT_BITS);
	out(FIFO, CLEAR_FIFOS);
	out(MODEM_CONTROL, READY);
	left_in_file = find_file();
}

void serial_write(const char *string)
{
	while (*string)
		out(DEBUG_PORT, *string++);
}

/* The file first, if there is one, then the serial port. Each look at the port stops the emulator for a moment. */
static char next_byte(void)
{
	if (left_in_file) {
		left_in_file--;
		return in(CONFIG_DATA);
	}
	while (!(in(LINE_STATUS) & RECEIVED))
		for (int i = 0; i < PAUSES; i++)
			__asm__ volatile("pause");
	return in(DATA);
}

void serial_read_line(char *line, int size)
{
	int length = 0;
	for (char c = next_byte(); c != '\n'; c = next_byte())
		if (length + 1 < size)
			line[length++] = c;
	line[length] = 0;
}
