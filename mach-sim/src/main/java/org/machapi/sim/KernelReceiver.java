package org.machapi.sim;

/**
 * Takes what is sent to a port that the kernel itself waits on, such as the reply to an exception
 * message.
 */
interface KernelReceiver {
  /**
   * Takes over a message and its rights.
   *
   * @param message the message, no longer in any queue
   */
  void receive(Message message);
}
