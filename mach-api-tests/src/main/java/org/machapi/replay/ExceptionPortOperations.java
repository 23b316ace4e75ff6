package org.machapi.replay;

import java.util.HashMap;
import java.util.Map;

/** Getting, setting and swapping the exception ports of threads, tasks and the host. */
final class ExceptionPortOperations {
  static final Map<String, Operations.Handler> HANDLERS = handlers();

  private static final int EXCEPTION_DEFAULT = 1;
  private static final int THREAD_STATE_NONE = 13;

  private ExceptionPortOperations() {}

  private static Map<String, Operations.Handler> handlers() {
    Map<String, Operations.Handler> handlers = new HashMap<>();
    for (ExceptionPortHolder holder : ExceptionPortHolder.values()) {
      handlers.put(holder + "_get_exception_ports", call -> get(holder, call));
      handlers.put(holder + "_set_exception_ports", call -> set(holder, call));
      handlers.put(holder + "_swap_exception_ports", call -> swap(holder, call));
    }
    return Map.copyOf(handlers);
  }

  private static Result get(ExceptionPortHolder holder, Call call) {
    ExceptionArrays arrays = new ExceptionArrays(call);
    int name = holder.take(call);
    int code = holder.get(call.library(), name, call.number("mask"), arrays);
    holder.giveBack(call, name);
    return handlers(Result.of(code), arrays);
  }

  private static Result set(ExceptionPortHolder holder, Call call) {
    int name = holder.take(call);
    int code =
        holder.set(
            call.library(),
            name,
            call.number("mask"),
            call.name("port"),
            call.number("behavior", EXCEPTION_DEFAULT),
            call.number("flavor", THREAD_STATE_NONE));
    holder.giveBack(call, name);
    return Result.of(code);
  }

  private static Result swap(ExceptionPortHolder holder, Call call) {
    ExceptionArrays arrays = new ExceptionArrays(call);
    int name = holder.take(call);
    int code =
        holder.swap(
            call.library(),
            name,
            call.number("mask"),
            call.name("port"),
            call.number("behavior", EXCEPTION_DEFAULT),
            call.number("flavor", THREAD_STATE_NONE),
            arrays);
    holder.giveBack(call, name);
    return handlers(Result.of(code), arrays);
  }

  private static Result handlers(Result result, ExceptionArrays arrays) {
    return result.succeeded() ? result.with("handlers", arrays.handlers()) : result;
  }
}
