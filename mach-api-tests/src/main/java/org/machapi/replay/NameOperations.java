package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls about names and port sets. */
final class NameOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "mach_port_type", NameOperations::type,
          "mach_port_names", NameOperations::names,
          "mach_port_rename", NameOperations::rename,
          "mach_port_insert_member", NameOperations::insertMember,
          "mach_port_extract_member", NameOperations::extractMember,
          "mach_port_move_member", NameOperations::moveMember,
          "mach_port_get_set_status", NameOperations::getSetStatus);

  private NameOperations() {}

  private static Result type(Call call) {
    int code =
        call.library().mach_port_type(call.target(), call.nameInTarget("name"), call.cell(0));
    return Result.of(code).withOnSuccess("type", TraceSymbols.types(call.getInt(0)));
  }

  private static Result names(Call call) {
    int code =
        call.library()
            .mach_port_names(call.target(), call.cell(0), call.cell(1), call.cell(2), call.cell(3));
    Result result = Result.of(code);
    if (result.succeeded()) {
      int[] names = TaskMemory.takeArray(call, call.getLong(0), call.getInt(1));
      int[] types = TaskMemory.takeArray(call, call.getLong(2), call.getInt(3));
      Map<Object, Object> byName = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        if (!call.hides(names[i])) {
          byName.put(new PortName(names[i]), TraceSymbols.types(types[i]));
        }
      }
      result.with("names", byName);
    }
    return result;
  }

  private static Result rename(Call call) {
    return Result.of(
        call.library()
            .mach_port_rename(call.target(), call.nameInTarget("old"), call.nameInTarget("new")));
  }

  private static Result insertMember(Call call) {
    return Result.of(
        call.library()
            .mach_port_insert_member(
                call.target(), call.nameInTarget("name"), call.nameInTarget("pset")));
  }

  private static Result extractMember(Call call) {
    return Result.of(
        call.library()
            .mach_port_extract_member(
                call.target(), call.nameInTarget("name"), call.nameInTarget("pset")));
  }

  private static Result moveMember(Call call) {
    return Result.of(
        call.library()
            .mach_port_move_member(
                call.target(), call.nameInTarget("member"), call.nameInTarget("after")));
  }

  private static Result getSetStatus(Call call) {
    int code =
        call.library()
            .mach_port_get_set_status(
                call.target(), call.nameInTarget("name"), call.cell(0), call.cell(1));
    Result result = Result.of(code);
    if (result.succeeded()) {
      List<Object> members = new ArrayList<>();
      for (int member : TaskMemory.takeArray(call, call.getLong(0), call.getInt(1))) {
        members.add(new PortName(member));
      }
      result.with("members", members);
    }
    return result;
  }
}
