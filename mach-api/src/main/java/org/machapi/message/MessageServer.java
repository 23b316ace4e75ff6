package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.machapi.MachException;
import org.machapi.ReceiveSource;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MachMsgTrailerLayout;

/**
 * Receives requests, has each carried out by the handler for its number, and answers: the loop of a
 * MIG server. It has no thread of its own; it runs in those that call {@link #serve}, any number of
 * them, each with its own memory.
 *
 * <pre>{@code
 * MessageServer server =
 *     MessageServer.builder(port)
 *         .handle(1000, (request, reply) -> {
 *           reply.message().data(bytes);
 *           return KernReturnConstants.KERN_SUCCESS;
 *         })
 *         .build();
 * server.serve();
 * }</pre>
 *
 * <p><b>Ownership.</b> It owns nothing but the requests while they are carried out: what no handler
 * has taken is given back before the answer is sent. The source stays with its owner.
 *
 * <p><b>Answers</b> have the number of the request and 100 more. Success is what the handler has
 * put into the reply, or the bare {@code KERN_SUCCESS} of MIG; an error is a {@code
 * mig_reply_error_t} with the code of the handler, {@code MIG_BAD_ID} if there is none, {@code
 * MIG_EXCEPTION} if it threw an exception, or {@code KERN_RESOURCE_SHORTAGE} if a part of the
 * request found no room in our port space or memory. Sending never waits: the right to answer comes
 * from the client, and may lead to a full queue. What cannot be delivered is dropped.
 *
 * <p><b>What others send</b> never ends the loop. A message that is too large, malformed or about
 * something unknown, an answer that nobody can receive, and an exception of a handler are told to
 * the listener and logged at level DEBUG. Notifications of the kernel for which there is no handler
 * are ignored, and what they bring is given back.
 *
 * <p>Follows XNU libsyscall/mach/mach_msg.c:mach_msg_server.
 */
public final class MessageServer {
  private static final Logger LOG = System.getLogger(MessageServer.class.getName());

  private final ReceiveSource source;
  private final HandlerTable handlers;
  private final FailureReports failures;
  private final int maxRequest;
  private final int replyRoom;
  private final Waiters waiters = new Waiters();

  /** Those that no thread uses at the moment. */
  private final Queue<ServerWorker> idle = new ConcurrentLinkedQueue<>();

  private MessageServer(Builder builder) {
    this.source = builder.source;
    this.handlers = new HandlerTable(builder.handlers);
    this.failures = new FailureReports(builder.listener);
    this.maxRequest = builder.maxRequest;
    this.replyRoom = builder.replyRoom;
  }

  /**
   * Begins to make a server.
   *
   * @param source where requests arrive: a receive right, or a port set; its owner keeps it
   * @return a builder without handlers
   */
  public static Builder builder(ReceiveSource source) {
    return new Builder(source);
  }

  /**
   * Serves until the server is stopped, the source is closed or given away, or this thread is
   * interrupted, whose interrupt status stays set then. A request that is being carried out is
   * brought to its end first.
   *
   * @throws MachException if the source cannot be received from, as {@link ReceivedMessage#receive}
   *     fails
   */
  public void serve() throws MachException {
    ServerWorker worker = takeWorker();
    try {
      boolean served;
      do {
        served = worker.serveOne(source, waiters, Deadline.none());
      } while (served);
    } catch (ReceiveInterruptedException e) {
      LOG.log(Level.DEBUG, "A thread that served {0} was interrupted.", source);
    } catch (IllegalStateException e) {
      // Only receiving throws this here: what handlers and listeners throw has been caught.
      LOG.log(Level.DEBUG, "Serving ends with its source: {0}", e.toString());
    } finally {
      idle.add(worker);
    }
  }

  /**
   * Serves one message, or waits for one in vain.
   *
   * @param deadline how long to wait for it
   * @return whether a message came, good or bad; false if none did until the deadline, or the
   *     server is stopped
   * @throws ReceiveInterruptedException as {@link ReceivedMessage#receive} does
   * @throws MachException as {@link #serve} does
   * @throws IllegalStateException if the source is closed, or is closed while this waits
   */
  public boolean serveOne(Deadline deadline) throws MachException {
    ServerWorker worker = takeWorker();
    try {
      return worker.serveOne(source, waiters, deadline);
    } finally {
      idle.add(worker);
    }
  }

  /**
   * Has all threads that serve return, now or after the request that they are carrying out, and
   * everyone who begins to serve later return at once. Does not wait for them; can be called by a
   * handler. What is in the queue stays there. A second stop does nothing.
   *
   * <p>Threads that wait for a message are interrupted for it. Nobody sees that: the interrupt
   * status is cleared before anything else happens, and with it an interrupt of somebody else that
   * comes at that moment.
   */
  public void stop() {
    waiters.stop();
  }

  /**
   * Tells whether the server has been stopped.
   *
   * @return whether {@link #stop} has been called
   */
  public boolean isStopped() {
    return waiters.isStopped();
  }

  private ServerWorker takeWorker() {
    ServerWorker worker = idle.poll();
    return worker == null ? new ServerWorker(handlers, failures, maxRequest, replyRoom) : worker;
  }

  /** Makes a {@link MessageServer}. For use by one thread. */
  public static final class Builder {
    private final ReceiveSource source;
    private final HandlerTable handlers = new HandlerTable();
    private ServerFailureListener listener = failure -> {};
    private int maxRequest = 4096;
    private int replyRoom = 4096;

    private Builder(ReceiveSource source) {
      this.source = source;
    }

    /**
     * Has a handler carry out the messages with one number.
     *
     * @param id the {@code msgh_id}
     * @param handler the handler
     * @return this builder
     * @throws IllegalArgumentException if the number has a handler already
     */
    public Builder handle(int id, MessageHandler handler) {
      handlers.add(id, 1, handler);
      return this;
    }

    /**
     * Has a handler carry out a range of messages, such as those of a MIG subsystem.
     *
     * @param firstId the first {@code msgh_id}
     * @param count how many numbers, at least 1
     * @param handler the handler
     * @return this builder
     * @throws IllegalArgumentException if one of the numbers has a handler already, or there are no
     *     such numbers
     */
    public Builder handleRange(int firstId, int count, MessageHandler handler) {
      handlers.add(firstId, count, handler);
      return this;
    }

    /**
     * Sets the largest request; one that is larger is destroyed by the kernel.
     *
     * @param bytes its size with the header, without the trailer; 4096 unless it is set
     * @return this builder
     * @throws IllegalArgumentException as {@link MessageBuffer#forMessagesOf} does
     */
    public Builder maxRequest(int bytes) {
      if (bytes < MachMsgLayout.HEADER_SIZE
          || bytes > Integer.MAX_VALUE - MachMsgTrailerLayout.MAX_TRAILER_SIZE) {
        throw new IllegalArgumentException("no requests of " + bytes + " bytes are received");
      }
      maxRequest = bytes;
      return this;
    }

    /**
     * Sets how much a handler can put into a reply.
     *
     * @param bytes room for descriptors and data, as for {@link OutgoingMessage#withRoomFor}; 4096
     *     unless it is set
     * @return this builder
     * @throws IllegalArgumentException if there is no room for an error, which takes 12
     */
    public Builder replyRoom(int bytes) {
      if (bytes < Mig.ERROR_SIZE - MachMsgLayout.HEADER_SIZE) {
        throw new IllegalArgumentException("no error fits into " + bytes + " bytes");
      }
      replyRoom = bytes;
      return this;
    }

    /**
     * Sets who is told what went wrong.
     *
     * @param newListener the listener, in place of any before
     * @return this builder
     */
    public Builder onFailure(ServerFailureListener newListener) {
      listener = newListener;
      return this;
    }

    /**
     * Makes the server. The builder can be used again.
     *
     * @return the server
     */
    public MessageServer build() {
      return new MessageServer(this);
    }
  }
}
