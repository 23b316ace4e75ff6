package org.machapi.message;

import org.machapi.MachException;

/**
 * A message is not what its identifier promises. Whoever threw this has released everything the
 * message carried.
 *
 * <p>The code is what a MIG server answers to such a message. {@code
 * org.machapi.exception.ExceptionReceiver} has answered the sender with it, if that was possible
 * without waiting; {@link MessageServer} does so when a handler throws it. {@link ReceivedMessage}
 * answers nothing, so that a sender who waits at a send-once right gets its notification.
 */
public class MalformedMessageException extends MachException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong with a message.
   *
   * @param code the {@code MIG_} error
   * @param detail what is wrong, a sentence
   */
  public MalformedMessageException(int code, String detail) {
    super("mach_msg", code, detail);
  }
}
