package org.machapi.replay;

import java.util.Map;
import org.machapi.raw.NativeBuffer;

/** Calls that may wait: started on a thread of their own, looked at later. */
final class WaitingOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "mach_msg_start", WaitingOperations::start,
          "mach_msg_poll", WaitingOperations::poll,
          "mach_msg_join", WaitingOperations::join,
          "harness_sleep", WaitingOperations::sleep);

  private WaitingOperations() {}

  private static Result start(Call call) {
    MachMsgCall prepared =
        MachMsgCall.prepareToWait(call, NativeBuffer.allocate(Buffers.MESSAGE_SIZE / 2));
    StartedCall started = StartedCall.start(prepared, call.task().thread(call.thread()));
    call.task().started(call.args().text("label"), started);
    started.settle();
    return waiting(started);
  }

  private static Result poll(Call call) {
    return waiting(find(call));
  }

  private static Result join(Call call) {
    StartedCall started = find(call);
    Result result = waiting(started);
    if (started.hasReturned()) {
      Result inner = started.result();
      result.with("result", new Return(inner.code()));
      if (!inner.out().isEmpty()) {
        result.with("message", inner.out());
      }
    }
    return result;
  }

  /** Lets time pass: every call whose time is then up must have returned. */
  private static Result sleep(Call call) {
    call.machine().awaitTimeouts(call.number("ms"));
    return Result.of(0);
  }

  private static Result waiting(StartedCall started) {
    return Result.of(0).with("waiting", !started.hasReturned());
  }

  private static StartedCall find(Call call) {
    StartedCall started = call.task().started(call.args().text("label"));
    if (started == null) {
      throw call.args().damaged("label", "no call with this label has been started");
    }
    return started;
  }
}
