package org.machapi.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** Calls that read and set attributes of ports. */
final class AttributeOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "mach_port_get_attributes", AttributeOperations::getAttributes,
          "mach_port_set_attributes", AttributeOperations::setAttributes,
          "mach_port_set_qlimit", AttributeOperations::setQueueLimit,
          "mach_port_set_mscount", AttributeOperations::setMakeSendCount,
          "mach_port_set_seqno", AttributeOperations::setSequenceNumber,
          "mach_port_get_srights", AttributeOperations::getSendRights);

  /** The count that a caller offers who knows no better: room for every flavour. */
  private static final int ROOM = PortConstants.MACH_PORT_INFO_EXT_COUNT;

  private AttributeOperations() {}

  private static Result getAttributes(Call call) {
    int flavor = call.args().coded("flavor", TraceSymbols.FLAVORS);
    call.setInt(0, call.number("count", usualCount(flavor)));
    NativeBuffer info = call.words();
    int code =
        call.library()
            .mach_port_get_attributes(
                call.target(), call.nameInTarget("name"), flavor, info.pointer(), call.cell(0));
    Result result = Result.of(code);
    if (result.succeeded()) {
      List<Object> words = new ArrayList<>();
      for (int i = 0; i < call.getInt(0); i++) {
        words.add(Integer.toUnsignedLong(info.getInt(4 * i)));
      }
      result.with("count", call.getUnsigned(0)).with("info", words);
    }
    return result;
  }

  private static int usualCount(int flavor) {
    return switch (flavor) {
      case PortConstants.MACH_PORT_LIMITS_INFO -> PortConstants.MACH_PORT_LIMITS_INFO_COUNT;
      case PortConstants.MACH_PORT_RECEIVE_STATUS -> PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT;
      case PortConstants.MACH_PORT_DNREQUESTS_SIZE -> PortConstants.MACH_PORT_DNREQUESTS_SIZE_COUNT;
      default -> ROOM;
    };
  }

  private static Result setAttributes(Call call) {
    int words = call.putWords("info");
    return Result.of(
        call.library()
            .mach_port_set_attributes(
                call.target(),
                call.nameInTarget("name"),
                call.args().coded("flavor", TraceSymbols.FLAVORS),
                call.words().pointer(),
                call.number("count", words)));
  }

  private static Result setQueueLimit(Call call) {
    NativeBuffer info = call.words();
    info.putInt(0, call.number("qlimit"));
    return Result.of(
        call.library()
            .mach_port_set_attributes(
                call.target(),
                call.nameInTarget("name"),
                PortConstants.MACH_PORT_LIMITS_INFO,
                info.pointer(),
                PortConstants.MACH_PORT_LIMITS_INFO_COUNT));
  }

  private static Result setMakeSendCount(Call call) {
    return Result.of(
        call.library()
            .mach_port_set_mscount(
                call.target(), call.nameInTarget("name"), call.number("mscount")));
  }

  private static Result setSequenceNumber(Call call) {
    return Result.of(
        call.library()
            .mach_port_set_seqno(call.target(), call.nameInTarget("name"), call.number("seqno")));
  }

  private static Result getSendRights(Call call) {
    int code =
        call.library()
            .mach_port_get_srights(call.target(), call.nameInTarget("name"), call.cell(0));
    return Result.of(code).withOnSuccess("srights", call.getUnsigned(0));
  }
}
