package org.machapi.exception;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageTooLargeException;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;

/**
 * One exception message on its way to the next handler: as it is, or converted, with us standing
 * between until that handler has answered.
 *
 * <p>The port for its answer lives no longer than the wait: an answer that comes too late finds
 * nobody, and is never taken for that to another message.
 */
final class Forwarding {
  private static final ByteBuffer NO_STATE = ByteBuffer.allocate(0);

  private final ExceptionMessage message;
  private final ExceptionRequest request;
  private final ExceptionBuffers buffers;
  private final SendView port;
  private final ExceptionForm form;
  private final int flavour;
  private final EnumSet<ForwardLoss> losses = EnumSet.noneOf(ForwardLoss.class);

  /** Refuses what can be seen to be impossible without asking the kernel. */
  Forwarding(ExceptionMessage message, ExceptionHandler handler) {
    SendView next = handler.port();
    if (next == null) {
      throw new IllegalArgumentException("there is no handler to forward to; answer failure");
    }
    this.message = message;
    this.request = message.request();
    this.buffers = message.buffers();
    this.port = next;
    this.form = handler.formInsteadOf(request.form());
    this.flavour = form.hasState ? handler.flavour() : 0;
  }

  /** Tells whether the handler wants exactly what came. */
  boolean isEqual() {
    return form == request.form() && flavour == request.flavour();
  }

  /** Hands the message on with the right to answer. */
  ForwardResult direct(RaisingThread raising, PortRight reply, Deadline deadline)
      throws MachException {
    OutgoingMessage outgoing = buffers.outgoing();
    addPorts(outgoing, raising);
    outgoing.data(message.bytes().position(form.ndrOffset()));
    outgoing.forward(port, reply, deadline);
    return ForwardResult.direct();
  }

  /** Sends what the handler wants, waits for its answer, and carries it back. */
  ForwardResult relay(RaisingThread raising, Deadline deadline) throws MachException {
    ByteBuffer sent = write(raising);
    noteLosses();
    try (ReceiveRight replyPort = ReceiveRight.allocate(port.mach())) {
      return call(raising, sent, replyPort, deadline);
    }
  }

  private ForwardResult call(
      RaisingThread raising, ByteBuffer sent, ReceiveRight replyPort, Deadline deadline)
      throws MachException {
    MachException problem;
    try (@Nullable ReceivedMessage answer =
        buffers.outgoing().call(port, replyPort, buffers.answers(), deadline)) {
      if (answer == null) {
        throw new MachException(
            "mach_msg",
            MessageConstants.MACH_RCV_TIMED_OUT,
            "The next handler got the message and has not answered until the deadline.");
      }
      return carryBack(raising, sent, answer);
    } catch (MalformedMessageException | MessageTooLargeException e) {
      problem = e;
    } catch (MachException e) {
      if (e.kernReturn().code() != MigErrorConstants.MIG_SERVER_DIED) {
        throw e;
      }
      message.answerCode(MigErrorConstants.MIG_SERVER_DIED);
      return ForwardResult.answered(MigErrorConstants.MIG_SERVER_DIED, losses);
    }
    message.answerCode(problem.kernReturn().code());
    return ForwardResult.malformed(problem, losses);
  }

  /** Writes the message; returns the state in it, which stays where it is until another is read. */
  private ByteBuffer write(RaisingThread raising) throws MachException {
    OutgoingMessage outgoing = buffers.outgoing();
    addPorts(outgoing, raising);
    long number = form.hasThreadId ? raising.number() : 0;
    ByteBuffer state = NO_STATE;
    if (form.hasState) {
      state =
          carriesSameState()
              ? message.stateBytes()
              : ThreadStateCalls.get(raising.toUse(), flavour, buffers.state());
    }
    RequestWriter.write(outgoing, form, request.type(), request.codes(), number, flavour, state);
    return state;
  }

  private void addPorts(OutgoingMessage outgoing, RaisingThread raising) throws MachException {
    outgoing.begin(form.id);
    switch (form.ports) {
      case 2 -> outgoing.copy(raising.toSend()).copy(raising.taskToSend());
      case 1 -> outgoing.copy(form.hasThreadId ? raising.tokenToSend() : raising.corpseData());
      default -> {
        // No ports.
      }
    }
  }

  private boolean carriesSameState() {
    return request.form().hasState && request.flavour() == flavour;
  }

  private void noteLosses() {
    if (form.codeWidth < request.form().codeWidth) {
      for (long code : request.codes()) {
        if ((int) code != code) {
          losses.add(ForwardLoss.CODES_CUT);
        }
      }
    }
    if (form.ports == 0 && request.form().ports > 0) {
      losses.add(ForwardLoss.IDENTITY_DROPPED);
    }
    if (request.form().hasState && !carriesSameState()) {
      losses.add(ForwardLoss.STATE_DROPPED);
    }
  }

  private ForwardResult carryBack(RaisingThread raising, ByteBuffer sent, ReceivedMessage answer)
      throws MachException {
    int room = sent.remaining() / Integer.BYTES;
    ReplyReader values = ReplyReader.decode(answer.bytes(), form, room);
    if (values.isSuccess()) {
      new NewState(message, raising, flavour, sent, losses)
          .carryBack(values, form.hasState, values.state(answer.bytes()));
    } else {
      message.answerCode(values.code());
    }
    return ForwardResult.answered(values.code(), losses);
  }
}
