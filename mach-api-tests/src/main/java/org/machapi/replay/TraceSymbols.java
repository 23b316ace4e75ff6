package org.machapi.replay;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;
import org.machapi.raw.SymbolFamily;
import org.machapi.raw.Symbols;

/**
 * The symbols of the recorded files, which are Mach's own without their prefixes, and their
 * numbers.
 */
final class TraceSymbols {
  static final Map<String, Integer> RIGHTS = withoutPrefix(Symbols.RIGHTS, "MACH_PORT_RIGHT_");
  static final Map<String, Integer> DISPOSITIONS = dispositions();
  static final Map<String, Integer> TYPE_BITS = withoutPrefix(Symbols.TYPES, "MACH_PORT_TYPE_");
  static final Map<String, Integer> NOTIFICATIONS =
      withoutPrefix(Symbols.NOTIFICATIONS, "MACH_NOTIFY_");
  static final Map<String, Integer> OPTIONS = options();
  static final Map<String, Integer> FLAVORS =
      Map.of(
          "LIMITS_INFO", PortConstants.MACH_PORT_LIMITS_INFO,
          "RECEIVE_STATUS", PortConstants.MACH_PORT_RECEIVE_STATUS,
          "DNREQUESTS_SIZE", PortConstants.MACH_PORT_DNREQUESTS_SIZE,
          "TEMPOWNER", PortConstants.MACH_PORT_TEMPOWNER,
          "INFO_EXT", PortConstants.MACH_PORT_INFO_EXT,
          "GUARD_INFO", PortConstants.MACH_PORT_GUARD_INFO);

  private static final String GUARD_PREFIX = "kGUARD_EXC_";

  /** What {@code mach_port_type} reports, in the order in which the recorded files list it. */
  private static final List<String> TYPE_ORDER =
      List.of(
          "SEND",
          "RECEIVE",
          "SEND_ONCE",
          "PORT_SET",
          "DEAD_NAME",
          "DNREQUEST",
          "SPREQUEST",
          "SPREQUEST_DELAYED");

  private TraceSymbols() {}

  static List<String> types(int bits) {
    List<String> names = new ArrayList<>();
    int left = bits;
    for (String name : TYPE_ORDER) {
      int bit = TYPE_BITS.getOrDefault(name, 0);
      if ((bits & bit) != 0) {
        names.add(name);
        left &= ~bit;
      }
    }
    if (left != 0) {
      names.add("0x" + Integer.toHexString(left));
    }
    return names;
  }

  /** A disposition as received messages show it, or the number where it is none of these. */
  static Object receivedDisposition(int disposition) {
    return switch (disposition) {
      case MessageConstants.MACH_MSG_TYPE_PORT_NONE -> "NONE";
      case MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE -> "PORT_RECEIVE";
      case MessageConstants.MACH_MSG_TYPE_PORT_SEND -> "PORT_SEND";
      case MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE -> "PORT_SEND_ONCE";
      default -> (long) disposition;
    };
  }

  static String kernReturn(int code) {
    return Symbols.kernReturn(code);
  }

  /** Whether the text, in the spelling of the recorded files, names the return code. */
  static boolean isKernReturn(String text, int code) {
    try {
      return Symbols.RETURN_CODES.parse(text) == code;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String guardFlavor(int number) {
    String name = Symbols.GUARD_FLAVOURS.name(number);
    return name.startsWith(GUARD_PREFIX) ? name.substring(GUARD_PREFIX.length()) : name;
  }

  private static Map<String, Integer> withoutPrefix(SymbolFamily family, String prefix) {
    Map<String, Integer> result = new LinkedHashMap<>();
    family
        .symbols()
        .forEach(
            (symbol, number) -> {
              if (symbol.startsWith(prefix)) {
                result.put(symbol.substring(prefix.length()), number);
              }
            });
    return result;
  }

  private static Map<String, Integer> dispositions() {
    Map<String, Integer> result = withoutPrefix(Symbols.DISPOSITIONS, "MACH_MSG_TYPE_");
    result.put("NONE", MessageConstants.MACH_MSG_TYPE_PORT_NONE);
    return result;
  }

  /** The options of {@code mach_msg}. Error codes have the same prefixes, and are no options. */
  private static Map<String, Integer> options() {
    Map<String, Integer> result = new LinkedHashMap<>();
    for (Field field : MessageConstants.class.getFields()) {
      String name = field.getName();
      if ((name.startsWith("MACH_SEND_") || name.startsWith("MACH_RCV_"))
          && field.getType() == int.class
          && Modifier.isStatic(field.getModifiers())) {
        int value = value(field);
        if (!Symbols.RETURN_CODES.symbols().containsKey(name)) {
          result.put(name.substring("MACH_".length()), value);
        }
      }
    }
    return result;
  }

  private static int value(Field field) {
    try {
      // The argument stands for an object, which a static field does not have.
      return field.getInt(MessageConstants.class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a public constant is out of reach: " + field, e);
    }
  }
}
