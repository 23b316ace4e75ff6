package org.machapi.replay;

import java.util.Map;

/** What the recording harness did to threads and tasks, with no Mach call behind it. */
final class HarnessOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "harness_thread_create", HarnessOperations::createThread,
          "harness_thread_exit", HarnessOperations::exitThread,
          "harness_task_exit", HarnessOperations::exitTask,
          "harness_grant", HarnessOperations::grant);

  private HarnessOperations() {}

  private static Result createThread(Call call) {
    return Result.of(0).with("thread", (long) call.task().createThread());
  }

  private static Result exitThread(Call call) {
    call.task().thread(call.number("index")).exit();
    return Result.of(0);
  }

  private static Result exitTask(Call call) {
    call.task().terminate();
    return Result.of(0);
  }

  private static Result grant(Call call) {
    String letter = call.args().text("to");
    MachineTask to = call.machine().taskOrNull(letter);
    if (to == null) {
      throw call.args().damaged("to", "no task " + letter);
    }
    int name =
        call.task().simulated().grant(call.name("name"), call.disposition("disp"), to.simulated());
    // The name belongs to the other task, so it is bound there.
    Fields out = call.operation().out();
    String symbol = out == null ? "" : out.text("name", "");
    boolean matches = to.names().matches(symbol, name);
    return Result.of(0)
        .with("name", matches ? symbol : to.names().describe(name))
        .with("in", letter);
  }
}
