package org.machapi.replay;

import java.util.Map;

/** Calls about guards and contexts. */
final class GuardOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "mach_port_guard", GuardOperations::guard,
          "mach_port_guard_with_flags", GuardOperations::guardWithFlags,
          "mach_port_unguard", GuardOperations::unguard,
          "mach_port_swap_guard", GuardOperations::swapGuard,
          "mach_port_get_context", GuardOperations::getContext,
          "mach_port_set_context", GuardOperations::setContext);

  private GuardOperations() {}

  private static Result guard(Call call) {
    return Result.of(
        call.library()
            .mach_port_guard(
                call.target(),
                call.nameInTarget("name"),
                call.context("guard"),
                call.args().flag("strict") ? 1 : 0));
  }

  private static Result guardWithFlags(Call call) {
    return Result.of(
        call.library()
            .mach_port_guard_with_flags(
                call.target(),
                call.nameInTarget("name"),
                call.context("guard"),
                call.args().number("flags")));
  }

  private static Result unguard(Call call) {
    return Result.of(
        call.library()
            .mach_port_unguard(call.target(), call.nameInTarget("name"), call.context("guard")));
  }

  private static Result swapGuard(Call call) {
    return Result.of(
        call.library()
            .mach_port_swap_guard(
                call.target(),
                call.nameInTarget("name"),
                call.context("old"),
                call.context("new")));
  }

  private static Result getContext(Call call) {
    int code =
        call.library()
            .mach_port_get_context(call.target(), call.nameInTarget("name"), call.cell(0));
    return Result.of(code).withOnSuccess("context", new Context(call.getLong(0)));
  }

  private static Result setContext(Call call) {
    return Result.of(
        call.library()
            .mach_port_set_context(
                call.target(), call.nameInTarget("name"), call.context("context")));
  }
}
