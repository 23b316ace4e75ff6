/* What MIG's stubs expect of the system they run on. */
#ifndef _MACH_MIG_SUPPORT_H_
#define _MACH_MIG_SUPPORT_H_

#include <stddef.h>

#include <mach/message.h>

mach_port_t mig_get_reply_port(void);
void mig_put_reply_port(mach_port_t);
void mig_dealloc_reply_port(mach_port_t);
size_t mig_strncpy(char *, const char *, size_t);
mach_msg_return_t mach_msg(mach_msg_header_t *, mach_msg_option_t, mach_msg_size_t, mach_msg_size_t,
			   mach_port_name_t, mach_msg_timeout_t, mach_port_name_t);

#endif
