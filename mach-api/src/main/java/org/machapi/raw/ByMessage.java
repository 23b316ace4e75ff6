package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a message buffer: what the message says of each right, its disposition, decides what
 * becomes of it; and what is received, the caller owns. The manual of {@link
 * MessageRoutines#mach_msg} tells it in full.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ByMessage {}
