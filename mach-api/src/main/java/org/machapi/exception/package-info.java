/**
 * Exceptions: setting handlers and putting back what was there, receiving exception messages,
 * answering and passing them on, without losing a right.
 */
package org.machapi.exception;
