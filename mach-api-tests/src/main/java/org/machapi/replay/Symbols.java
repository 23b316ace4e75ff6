package org.machapi.replay;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NotifyConstants;
import org.machapi.raw.PortConstants;

/** The symbols of the recorded files and their numbers, taken from the constants of the seam. */
final class Symbols {
  static final Map<String, Integer> RIGHTS = rights();
  static final Map<String, Integer> DISPOSITIONS = dispositions();
  static final Map<String, Integer> TYPE_BITS = constants(PortConstants.class, "MACH_PORT_TYPE_");
  static final Map<String, Integer> NOTIFICATIONS =
      constants(NotifyConstants.class, "MACH_NOTIFY_");
  static final Map<String, Integer> FLAVORS = flavors();
  static final Map<String, Integer> GUARD_FLAVORS = constants(PortConstants.class, "kGUARD_EXC_");
  static final Map<String, Integer> OPTIONS = constants(MessageConstants.class, "MACH_");
  static final Map<String, Integer> KERN_RETURNS = kernReturns();

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

  private static final Map<Integer, String> RECEIVED_DISPOSITIONS =
      Map.of(0, "NONE", 16, "PORT_RECEIVE", 17, "PORT_SEND", 18, "PORT_SEND_ONCE");

  private Symbols() {}

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
    String name = RECEIVED_DISPOSITIONS.get(disposition);
    return name == null ? (Object) (long) disposition : name;
  }

  static String kernReturn(int number) {
    for (Map.Entry<String, Integer> constant : KERN_RETURNS.entrySet()) {
      if (constant.getValue() == number) {
        return constant.getKey();
      }
    }
    return "0x" + Integer.toHexString(number);
  }

  static String guardFlavor(int number) {
    for (Map.Entry<String, Integer> constant : GUARD_FLAVORS.entrySet()) {
      if (constant.getValue() == number) {
        return constant.getKey();
      }
    }
    return "0x" + Integer.toHexString(number);
  }

  private static Map<String, Integer> rights() {
    return constants(PortConstants.class, "MACH_PORT_RIGHT_");
  }

  private static Map<String, Integer> dispositions() {
    Map<String, Integer> result = constants(MessageConstants.class, "MACH_MSG_TYPE_");
    result.put("NONE", MessageConstants.MACH_MSG_TYPE_PORT_NONE);
    return result;
  }

  private static Map<String, Integer> flavors() {
    return new LinkedHashMap<>(
        Map.of(
            "LIMITS_INFO", PortConstants.MACH_PORT_LIMITS_INFO,
            "RECEIVE_STATUS", PortConstants.MACH_PORT_RECEIVE_STATUS,
            "DNREQUESTS_SIZE", PortConstants.MACH_PORT_DNREQUESTS_SIZE,
            "TEMPOWNER", PortConstants.MACH_PORT_TEMPOWNER,
            "INFO_EXT", PortConstants.MACH_PORT_INFO_EXT,
            "GUARD_INFO", PortConstants.MACH_PORT_GUARD_INFO));
  }

  private static Map<String, Integer> kernReturns() {
    Map<String, Integer> result = new LinkedHashMap<>();
    constants(KernReturnConstants.class, "").forEach(result::put);
    constants(MigErrorConstants.class, "").forEach(result::put);
    constants(MessageConstants.class, "")
        .forEach(
            (name, value) -> {
              // Options and errors share the prefix; errors lie in the message subsystem.
              if ((name.startsWith("MACH_SEND_") || name.startsWith("MACH_RCV_"))
                  && (value >>> 28) == 1) {
                result.put(name, value);
              }
            });
    return result;
  }

  private static Map<String, Integer> constants(Class<?> holder, String prefix) {
    Map<String, Integer> result = new LinkedHashMap<>();
    for (Field field : holder.getFields()) {
      if (field.getType() == int.class
          && Modifier.isStatic(field.getModifiers())
          && field.getName().startsWith(prefix)) {
        try {
          result.put(field.getName().substring(prefix.length()), field.getInt(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("public constant " + field + " is out of reach", e);
        }
      }
    }
    return result;
  }
}
