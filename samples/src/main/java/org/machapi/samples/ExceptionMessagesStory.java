package org.machapi.samples;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.exception.ExceptionAnswer;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionClient;
import org.machapi.exception.ExceptionHandler;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.exception.ExceptionType;
import org.machapi.exception.InstalledHandler;
import org.machapi.message.Deadline;

/**
 * 1,000 exception messages are handled: as handlers in C do it, with {@link ExceptionMessage}, and
 * passed on to the handler that was there before. No fault is provoked: the story sends itself the
 * messages that the kernel would send.
 */
final class ExceptionMessagesStory {
  private static final int MESSAGES = 1000;
  private static final int STEP = 250;
  private static final ExceptionType TYPE = ExceptionType.RPC_ALERT;
  private static final ExceptionBehaviour BEHAVIOUR = ExceptionBehaviour.DEFAULT.with64BitCodes();

  /** Messages of this behaviour carry no state; since macOS 10.10 the flavour may be 0 then. */
  private static final int NO_FLAVOUR = 0;

  private final Mach mach;
  private final Claims claims;

  ExceptionMessagesStory(Mach mach, Claims claims) {
    this.mach = mach;
    this.claims = claims;
  }

  @SuppressWarnings("try") // the first installation is there to be found by the second
  void tell() {
    try (ThreadPort self = ThreadPort.self(mach);
        ReceiveRight earlierPort = ReceiveRight.allocate(mach);
        SendRight earlier = earlierPort.makeSend();
        ReceiveRight ourPort = ReceiveRight.allocate(mach);
        SendRight ours = ourPort.makeSend();
        InstalledHandler before =
            ExceptionPorts.of(self).install(TYPE.mask(), earlier, BEHAVIOUR, NO_FLAVOUR);
        InstalledHandler installed =
            ExceptionPorts.of(self).install(TYPE.mask(), ours, BEHAVIOUR, NO_FLAVOUR);
        ExceptionClient client = new ExceptionClient(mach)) {
      claims.say(
          "A handler is set for %s with thread_swap_exception_ports; %,d messages arrive.",
          TYPE, MESSAGES);
      Raiser raiser = new Raiser(client, ours, self);

      claims.say("%nAnswered as handlers in C do, which forget what came along:");
      NaiveHandler naive = new NaiveHandler(mach, ourPort);
      count(raiser, self, naive::handle, 1);
      naive.giveBackWhatLeaked();

      claims.say("%nAnswered with try (ExceptionMessage message = receiver.receive(...)):");
      ExceptionReceiver receiver = new ExceptionReceiver(ourPort);
      count(raiser, self, () -> answer(receiver), 0);

      claims.say("%nHanded on to the handler that was there before, which answers:");
      ExceptionReceiver earlierReceiver = new ExceptionReceiver(earlierPort);
      ExceptionHandler next = installed.before().of(TYPE);
      count(raiser, self, () -> handOn(receiver, next, earlierReceiver), 0);
      raiser.send();
      passOn(receiver, next);
      claimEarlierHandlerOwns(earlierReceiver, self);
    }
  }

  /**
   * Has the messages handled, and claims how many references each of them leaves on thread and
   * task.
   */
  private void count(Raiser raiser, ThreadPort self, Runnable handler, int leak) {
    int threadBefore = self.references(Right.SEND);
    int taskBefore = mach.task().references(Right.SEND);
    claims.say("  messages   references to thread   to task");
    int refused = 0;
    for (int i = 0; i <= MESSAGES; i++) {
      if (i % STEP == 0) {
        claims.say(
            "  %8d   %20d   %7d",
            i, self.references(Right.SEND), mach.task().references(Right.SEND));
      }
      if (i < MESSAGES) {
        refused += raiser.raise(handler).isSuccess() ? 0 : 1;
      }
    }
    int expected = leak * MESSAGES;
    String flat = leak == 0 ? "are where they were" : "have climbed by one each";
    claims.claim("every message was answered with success", 0, refused);
    claims.claim(
        "references to the thread " + flat, threadBefore + expected, self.references(Right.SEND));
    claims.claim(
        "references to the task " + flat,
        taskBefore + expected,
        mach.task().references(Right.SEND));
  }

  private static void answer(ExceptionReceiver receiver) {
    try (@Nullable ExceptionMessage message = receiver.receive(Deadline.immediate())) {
      if (message != null) {
        message.replySuccess();
      }
    }
  }

  private static void passOn(ExceptionReceiver receiver, @Nullable ExceptionHandler next) {
    if (next == null) {
      throw new IllegalStateException("the earlier handler is gone");
    }
    try (@Nullable ExceptionMessage message = receiver.receive(Deadline.immediate())) {
      if (message != null) {
        message.forwardTo(next, Deadline.immediate());
      }
    }
  }

  private static void handOn(
      ExceptionReceiver receiver,
      @Nullable ExceptionHandler next,
      ExceptionReceiver earlierReceiver) {
    passOn(receiver, next);
    answer(earlierReceiver);
  }

  /** Takes the ports out, as an owner can, and shows that they are one reference each. */
  private void claimEarlierHandlerOwns(ExceptionReceiver earlierReceiver, ThreadPort self) {
    int threadBefore = self.references(Right.SEND);
    int taskBefore = mach.task().references(Right.SEND);
    try (@Nullable ExceptionMessage message = earlierReceiver.receive(Deadline.immediate())) {
      if (message == null) {
        throw new IllegalStateException("nothing was handed on");
      }
      claims.claim(
          "the earlier handler owns a reference to the thread while it handles the message",
          threadBefore + 1,
          self.references(Right.SEND));
      claims.claim("and one to the task", taskBefore + 1, mach.task().references(Right.SEND));
    }
  }

  /** Raises the exception: sends the message, has it handled, and reads the answer. */
  private record Raiser(ExceptionClient client, SendRight handler, ThreadPort thread) {
    void send() {
      client.send(handler, thread, thread.mach().task(), TYPE, 1, 2, Deadline.immediate());
    }

    KernReturn raise(Runnable handle) {
      send();
      handle.run();
      ExceptionAnswer answer = client.receiveReply(Deadline.immediate());
      if (answer == null) {
        throw new IllegalStateException("the handler did not answer");
      }
      return answer.kernReturn();
    }
  }
}
