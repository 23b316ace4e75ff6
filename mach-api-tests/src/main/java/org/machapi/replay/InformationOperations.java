package org.machapi.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.NativeBuffer;

/** Calls for debuggers, and the special ports of tasks and threads. */
final class InformationOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.ofEntries(
          Map.entry("mach_port_peek", InformationOperations::peek),
          Map.entry("mach_port_kobject", InformationOperations::kobject),
          Map.entry("mach_port_kernel_object", InformationOperations::kernelObject),
          Map.entry("mach_port_dnrequest_info", InformationOperations::deadNameRequests),
          Map.entry("mach_port_space_basic_info", InformationOperations::spaceBasicInfo),
          Map.entry("mach_port_space_info", InformationOperations::spaceInfo),
          Map.entry("task_get_special_port", InformationOperations::taskGetSpecialPort),
          Map.entry("task_set_special_port", InformationOperations::taskSetSpecialPort),
          Map.entry("thread_get_special_port", InformationOperations::threadGetSpecialPort));

  /** {@code ipc_info_name_t}: seven words, of which these are the ones recorded. */
  private static final int INFO_NAME_WORDS = 7;

  private static final int INFO_NAME_TYPE = 2;
  private static final int INFO_NAME_REFERENCES = 3;

  private InformationOperations() {}

  private static Result peek(Call call) {
    call.setInt(0, call.number("seqno", 0));
    call.setInt(3, MachMsgTrailerLayout.MAX_TRAILER_SIZE);
    int code =
        call.library()
            .mach_port_peek(
                call.target(),
                call.nameInTarget("name"),
                call.number("trailer_type", 0),
                call.cell(0),
                call.cell(1),
                call.cell(2),
                call.words().pointer(),
                call.cell(3));
    return Result.of(code)
        .withOnSuccess("seqno", call.getUnsigned(0))
        .withOnSuccess("size", call.getUnsigned(1))
        .withOnSuccess("id", (long) call.getInt(2))
        .withOnSuccess("trailer_count", call.getUnsigned(3));
  }

  private static Result kobject(Call call) {
    int code =
        call.library()
            .mach_port_kobject(
                call.target(), call.nameInTarget("name"), call.cell(0), call.cell(1));
    return Result.of(code)
        .withOnSuccess("object_type", call.getUnsigned(0))
        .withOnSuccess("address_zero", call.getLong(1) == 0);
  }

  private static Result kernelObject(Call call) {
    int code =
        call.library()
            .mach_port_kernel_object(
                call.target(), call.nameInTarget("name"), call.cell(0), call.cell(1));
    return Result.of(code)
        .withOnSuccess("object_type", call.getUnsigned(0))
        .withOnSuccess("address_zero", call.getInt(1) == 0);
  }

  private static Result deadNameRequests(Call call) {
    int code =
        call.library()
            .mach_port_dnrequest_info(
                call.target(), call.nameInTarget("name"), call.cell(0), call.cell(1));
    return Result.of(code)
        .withOnSuccess("total", call.getUnsigned(0))
        .withOnSuccess("used", call.getUnsigned(1));
  }

  private static Result spaceBasicInfo(Call call) {
    NativeBuffer info = call.words();
    int code = call.library().mach_port_space_basic_info(call.target(), info.pointer());
    return Result.of(code)
        .withOnSuccess("genno_mask", word(info, 0))
        .withOnSuccess("table_size", word(info, 1))
        .withOnSuccess("table_next", word(info, 2))
        .withOnSuccess("inuse", word(info, 3))
        .withOnSuccess("reserved", List.of(word(info, 4), word(info, 5)));
  }

  private static Result spaceInfo(Call call) {
    NativeBuffer info = call.words();
    int code =
        call.library()
            .mach_port_space_info(
                call.target(),
                info.pointer(),
                call.cell(0),
                call.cell(1),
                call.cell(2),
                call.cell(3));
    Result result = Result.of(code);
    if (result.succeeded()) {
      int entries = call.getInt(1);
      int[] table = TaskMemory.takeArray(call, call.getLong(0), entries * INFO_NAME_WORDS);
      result
          .with("entries_in_table", (long) entries)
          .with("info", List.of(word(info, 0), word(info, 1), word(info, 2)))
          .with("tree_count", call.getUnsigned(3))
          .with("names", tableNames(call, table));
    }
    return result;
  }

  private static Map<Object, Object> tableNames(Call call, int[] table) {
    Map<Object, Object> names = new LinkedHashMap<>();
    for (int entry = 0; entry < table.length; entry += INFO_NAME_WORDS) {
      int type = table[entry + INFO_NAME_TYPE];
      if (type != 0 && !call.hides(table[entry])) {
        Map<Object, Object> values = new LinkedHashMap<>();
        values.put("type", TraceSymbols.types(type));
        values.put("type_bits", Integer.toUnsignedLong(type));
        values.put("urefs", Integer.toUnsignedLong(table[entry + INFO_NAME_REFERENCES]));
        names.put(new PortName(table[entry]), values);
      }
    }
    return names;
  }

  private static long word(NativeBuffer buffer, int index) {
    return Integer.toUnsignedLong(buffer.getInt(4 * index));
  }

  private static Result taskGetSpecialPort(Call call) {
    int code =
        call.library().task_get_special_port(call.target(), call.number("which"), call.cell(0));
    return Result.of(code).withOnSuccess("name", call.nameAt(0));
  }

  private static Result taskSetSpecialPort(Call call) {
    return Result.of(
        call.library()
            .task_set_special_port(call.target(), call.number("which"), call.name("port")));
  }

  private static Result threadGetSpecialPort(Call call) {
    int code =
        call.library()
            .thread_get_special_port(call.name("thread"), call.number("which"), call.cell(0));
    return Result.of(code).withOnSuccess("name", call.nameAt(0));
  }
}
