package org.machapi.message;

import org.machapi.MachException;

/**
 * Carries out a request that a {@link MessageServer} has received. Several threads may call it at
 * the same time, if several serve.
 */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Carries out a request and says what to answer.
   *
   * <p>Ownership: the request is the server's, which closes it afterwards, and before it answers.
   * What the handler takes out of it is the handler's, whatever it returns. The right to answer is
   * not in the request any more; {@link Reply} has it. What the reply carries must still be owned
   * when it is sent, which is after this returns: to send a right that is closed before that, send
   * the reply here, with {@link Reply#send()}.
   *
   * <p>An exception is answered too: a {@link MalformedMessageException} with its code, any other
   * with {@code MIG_EXCEPTION}. An {@link Error} leaves the server, after everything has been given
   * back.
   *
   * @param request the request, good during the call
   * @param reply what is to be answered, good during the call
   * @return {@code KERN_SUCCESS} to send the reply as it has been filled; {@code MIG_NO_REPLY} to
   *     send nothing; any other code to send it as an error, and nothing else. {@link
   *     org.machapi.raw.MigErrorConstants} has the codes of MIG.
   * @throws MachException if the request could not be carried out
   */
  int handle(ReceivedMessage request, Reply reply) throws MachException;
}
