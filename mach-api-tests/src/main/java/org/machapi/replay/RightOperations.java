package org.machapi.replay;

import java.util.Map;
import org.machapi.raw.MachPortOptionsLayout;
import org.machapi.raw.PortConstants;

/** Calls that make, copy, move and release rights. */
final class RightOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.ofEntries(
          Map.entry("mach_port_allocate", RightOperations::allocate),
          Map.entry("mach_port_allocate_name", RightOperations::allocateName),
          Map.entry("mach_port_deallocate", RightOperations::deallocate),
          Map.entry("mach_port_destroy", RightOperations::destroy),
          Map.entry("mach_port_mod_refs", RightOperations::modRefs),
          Map.entry("mach_port_get_refs", RightOperations::getRefs),
          Map.entry("mach_port_insert_right", RightOperations::insertRight),
          Map.entry("mach_port_extract_right", RightOperations::extractRight),
          Map.entry("mach_port_construct", RightOperations::construct),
          Map.entry("mach_port_destruct", RightOperations::destruct),
          Map.entry("mach_port_request_notification", RightOperations::requestNotification),
          Map.entry("mach_thread_self", call -> name(call.library().mach_thread_self())),
          Map.entry("mach_host_self", call -> name(call.library().mach_host_self())),
          Map.entry("mach_reply_port", call -> name(call.library().mach_reply_port())),
          Map.entry("task_self_trap", call -> name(call.library().task_self_trap())));

  private RightOperations() {}

  private static Result name(int name) {
    return Result.of(0).with("name", new PortName(name));
  }

  private static Result allocate(Call call) {
    int code = call.library().mach_port_allocate(call.target(), call.right("right"), call.cell(0));
    return Result.of(code).withOnSuccess("name", call.nameAt(0));
  }

  private static Result allocateName(Call call) {
    int wished = call.nameInTarget("name");
    int code = call.library().mach_port_allocate_name(call.target(), call.right("right"), wished);
    Result result = Result.of(code);
    if (result.succeeded()) {
      // The kernel may ignore the wish (it does for dead names), and then does not tell the name.
      boolean granted = call.library().mach_port_type(call.target(), wished, call.cell(0)) == 0;
      if (granted) {
        result.with("name", new PortName(wished));
      } else {
        result.with("note", "requested name was ignored");
      }
    }
    return result;
  }

  private static Result deallocate(Call call) {
    return Result.of(call.library().mach_port_deallocate(call.target(), call.nameInTarget("name")));
  }

  private static Result destroy(Call call) {
    return Result.of(call.library().mach_port_destroy(call.target(), call.nameInTarget("name")));
  }

  private static Result modRefs(Call call) {
    return Result.of(
        call.library()
            .mach_port_mod_refs(
                call.target(),
                call.nameInTarget("name"),
                call.right("right"),
                call.number("delta")));
  }

  private static Result getRefs(Call call) {
    int code =
        call.library()
            .mach_port_get_refs(
                call.target(), call.nameInTarget("name"), call.right("right"), call.cell(0));
    return Result.of(code).withOnSuccess("refs", call.getUnsigned(0));
  }

  private static Result insertRight(Call call) {
    int name = call.nameInTarget("name");
    int code =
        call.library()
            .mach_port_insert_right(
                call.target(), name, call.name("poly"), call.disposition("disp"));
    Result result = Result.of(code);
    // A chosen number becomes a name, which from now on has a symbol.
    return call.args().text("name").startsWith("0x")
        ? result.withOnSuccess("name", new PortName(name))
        : result;
  }

  private static Result extractRight(Call call) {
    int code =
        call.library()
            .mach_port_extract_right(
                call.target(),
                call.nameInTarget("name"),
                call.disposition("disp"),
                call.cell(0),
                call.cell(1));
    return Result.of(code)
        .withOnSuccess("name", call.nameAt(0))
        .withOnSuccess("disp", TraceSymbols.receivedDisposition(call.getInt(1)));
  }

  private static Result construct(Call call) {
    var options = call.words();
    for (int i = 0; i < MachPortOptionsLayout.SIZE; i += 4) {
      options.putInt(i, 0);
    }
    options.putInt(MachPortOptionsLayout.FLAGS, call.number("flags"));
    options.putInt(MachPortOptionsLayout.MPL_QLIMIT, call.number("qlimit", 0));
    long context = call.args().has("context") ? call.context("context") : 0;
    int code =
        call.library().mach_port_construct(call.target(), options.pointer(), context, call.cell(0));
    return Result.of(code).withOnSuccess("name", call.nameAt(0));
  }

  private static Result destruct(Call call) {
    return Result.of(
        call.library()
            .mach_port_destruct(
                call.target(),
                call.nameInTarget("name"),
                call.number("srdelta"),
                call.context("guard")));
  }

  private static Result requestNotification(Call call) {
    call.setInt(0, PortConstants.MACH_PORT_NULL);
    int code =
        call.library()
            .mach_port_request_notification(
                call.target(),
                call.nameInTarget("name"),
                call.args().coded("id", TraceSymbols.NOTIFICATIONS),
                call.number("sync"),
                call.name("notify"),
                call.disposition("disp"),
                call.cell(0));
    return Result.of(code).withOnSuccess("previous", call.nameAt(0));
  }
}
