/* Text without a C library. */
#include "agent.h"

void *memcpy(void *to, const void *from, size_t count)
{
	for (size_t i = 0; i < count; i++)
		((char *)to)[i] = ((const char *)from)[i];
	return to;
}

void *memset(void *to, int byte, size_t count)
{
	for (size_t i = 0; i < count; i++)
		((char *)to)[i] = byte;
	return to;
}

/* MIG's stubs copy strings with it. */
size_t mig_strncpy(char *to, const char *from, size_t size)
{
	size_t i = 0;
	while (i + 1 < size && from[i]) {
		to[i] = from[i];
		i++;
	}
	if (size)
		to[i] = 0;
	return i;
}

int equal(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

/* What does not fit any more is left out; the reader misses the end of the line and says so. */
void put(struct text *text, const char *string)
{
	while (*string && text->length + 1 < LINE)
		text->bytes[text->length++] = *string++;
	text->bytes[text->length] = 0;
}

static void put_digits(struct text *text, unsigned long value, unsigned base)
{
	char digits[24];
	int i = sizeof digits;
	digits[--i] = 0;
	do
		digits[--i] = "0123456789abcdef"[value % base];
	while (value /= base);
	put(text, digits + i);
}

void put_number(struct text *text, long value)
{
	if (value < 0)
		put(text, "-");
	put_digits(text, value < 0 ? -value : value, 10);
}

void put_hex(struct text *text, unsigned long value)
{
	put_digits(text, value, 16);
}

/* Codes go by the names that this kernel's own headers give them; success, which is most frequent, by one byte. */
const char *code_name(int code)
{
	static struct text unknown;
	if (code == KERN_SUCCESS)
		return "+";
	switch (code) {
#define CODE(name) case name: return #name
	CODE(KERN_INVALID_ADDRESS); CODE(KERN_PROTECTION_FAILURE); CODE(KERN_NO_SPACE);
	CODE(KERN_INVALID_ARGUMENT); CODE(KERN_FAILURE); CODE(KERN_RESOURCE_SHORTAGE); CODE(KERN_NOT_RECEIVER);
	CODE(KERN_NO_ACCESS); CODE(KERN_NOT_IN_SET); CODE(KERN_NAME_EXISTS); CODE(KERN_ABORTED);
	CODE(KERN_INVALID_NAME); CODE(KERN_INVALID_TASK); CODE(KERN_INVALID_RIGHT); CODE(KERN_INVALID_VALUE);
	CODE(KERN_UREFS_OVERFLOW); CODE(KERN_INVALID_CAPABILITY); CODE(KERN_RIGHT_EXISTS);
	CODE(KERN_INVALID_HOST); CODE(KERN_TERMINATED);
	CODE(MACH_SEND_INVALID_DATA); CODE(MACH_SEND_INVALID_DEST); CODE(MACH_SEND_TIMED_OUT);
	CODE(MACH_SEND_INVALID_REPLY); CODE(MACH_SEND_INVALID_RIGHT); CODE(MACH_SEND_INVALID_NOTIFY);
	CODE(MACH_SEND_INVALID_MEMORY); CODE(MACH_SEND_INVALID_TYPE); CODE(MACH_SEND_INVALID_HEADER);
	CODE(MACH_RCV_INVALID_NAME); CODE(MACH_RCV_TIMED_OUT); CODE(MACH_RCV_TOO_LARGE); CODE(MACH_RCV_PORT_CHANGED);
	CODE(MACH_RCV_PORT_DIED); CODE(MACH_RCV_IN_SET); CODE(MACH_RCV_HEADER_ERROR); CODE(MACH_RCV_BODY_ERROR);
	CODE(MIG_TYPE_ERROR); CODE(MIG_BAD_ID); CODE(MIG_BAD_ARGUMENTS); CODE(MIG_SERVER_DIED);
#undef CODE
	}
	unknown.length = 0;
	put(&unknown, "0x");
	put_hex(&unknown, (unsigned)code);
	return unknown.bytes;
}
