package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every size and offset of the layout classes with the recorded structs. */
class LayoutsFactsTest {

  /** What a constant means: a struct for its size, a struct and a field for an offset. */
  private static final Map<Class<?>, Map<String, String>> SPECIAL =
      Map.of(
          MachMsgLayout.class,
          Map.ofEntries(
              Map.entry("HEADER_SIZE", "mach_msg_header_t"),
              Map.entry("MSGH_DESCRIPTOR_COUNT", "mach_msg_base_t.body.msgh_descriptor_count"),
              Map.entry("DESCRIPTORS", "mach_msg_base_t"),
              Map.entry("DESCRIPTOR_TYPE", "mach_msg_type_descriptor_t.type"),
              Map.entry("PORT_DESCRIPTOR_SIZE", "mach_msg_port_descriptor_t"),
              Map.entry("PORT_DESCRIPTOR_NAME", "mach_msg_port_descriptor_t.name"),
              Map.entry("PORT_DESCRIPTOR_DISPOSITION", "mach_msg_port_descriptor_t.disposition"),
              Map.entry("OOL_DESCRIPTOR_SIZE", "mach_msg_ool_descriptor_t"),
              Map.entry("OOL_ADDRESS", "mach_msg_ool_descriptor_t.address"),
              Map.entry("OOL_DEALLOCATE", "mach_msg_ool_descriptor_t.deallocate"),
              Map.entry("OOL_COPY", "mach_msg_ool_descriptor_t.copy"),
              Map.entry("OOL_LENGTH", "mach_msg_ool_descriptor_t.size"),
              Map.entry("OOL_PORTS_DESCRIPTOR_SIZE", "mach_msg_ool_ports_descriptor_t"),
              Map.entry("OOL_PORTS_DISPOSITION", "mach_msg_ool_ports_descriptor_t.disposition"),
              Map.entry("OOL_PORTS_COUNT", "mach_msg_ool_ports_descriptor_t.count"),
              Map.entry("GUARDED_DESCRIPTOR_SIZE", "mach_msg_guarded_port_descriptor_t"),
              Map.entry("GUARDED_CONTEXT", "mach_msg_guarded_port_descriptor_t.context"),
              Map.entry("GUARDED_FLAGS", "mach_msg_guarded_port_descriptor_t.flags"),
              Map.entry("GUARDED_DISPOSITION", "mach_msg_guarded_port_descriptor_t.disposition"),
              Map.entry("GUARDED_NAME", "mach_msg_guarded_port_descriptor_t.name")),
          MachPortOptionsLayout.class,
          Map.of("MPL_QLIMIT", "mach_port_options_t.mpl.mpl_qlimit"),
          MachMsgTrailerLayout.class,
          Map.of(
              "TRAILER_SIZE", "mach_msg_trailer_t",
              "SEQNO_TRAILER_SIZE", "mach_msg_seqno_trailer_t",
              "SECURITY_TRAILER_SIZE", "mach_msg_security_trailer_t",
              "AUDIT_TRAILER_SIZE", "mach_msg_audit_trailer_t",
              "CONTEXT_TRAILER_SIZE", "mach_msg_context_trailer_t",
              "MAX_TRAILER_SIZE", "mach_msg_max_trailer_t",
              "MSGH_SENDER", "mach_msg_max_trailer_t.msgh_sender.val",
              "MSGH_AUDIT", "mach_msg_max_trailer_t.msgh_audit.val",
              "MSGH_LABELS", "mach_msg_max_trailer_t.msgh_labels.sender"));

  /** Classes whose struct is not told by their own name. */
  private static final Map<Class<?>, String> STRUCTS =
      Map.of(
          MachMsgLayout.class, "mach_msg_header_t",
          MachMsgTrailerLayout.class, "mach_msg_max_trailer_t");

  static List<Field> layoutFields() {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type : Facts.classesNamed("\\w+Layout")) {
      fields.addAll(List.of(type.getFields()));
    }
    assertThat(fields).hasSizeGreaterThan(40);
    return fields;
  }

  @ParameterizedTest
  @MethodSource("layoutFields")
  void everySizeAndOffsetIsTheRecordedOneOnBothArchitectures(Field field)
      throws IllegalAccessException {
    String meaning = meaning(field);
    String struct = meaning.split("\\.", 2)[0];
    JsonObject recorded = Facts.LAYOUTS.getAsJsonObject(struct);
    assertThat(recorded).as("%s is recorded", struct).isNotNull();
    for (String target : Facts.TARGETS) {
      JsonObject layout = recorded.getAsJsonObject(target);
      int expected =
          struct.equals(meaning)
              ? layout.get("size").getAsInt()
              : number(layout, meaning.substring(struct.length() + 1));
      assertThat(field.getInt(null)).as("%s on %s", meaning, target).isEqualTo(expected);
    }
  }

  private static String meaning(Field field) {
    Class<?> type = field.getDeclaringClass();
    String special = SPECIAL.getOrDefault(type, Map.of()).get(field.getName());
    if (special != null) {
      return special;
    }
    String struct = STRUCTS.getOrDefault(type, structNamedLike(type));
    return field.getName().equals("SIZE") ? struct : struct + "." + field.getName();
  }

  /** {@code MachPortStatusLayout} is about {@code mach_port_status_t}. */
  private static String structNamedLike(Class<?> type) {
    String name =
        type.getSimpleName()
            .replaceFirst("Layout$", "")
            .replaceAll("(?<!^)([A-Z])", "_$1")
            .toLowerCase(Locale.ROOT);
    return Facts.LAYOUTS.has(name + "_t") ? name + "_t" : name + "_data_t";
  }

  /** Finds the offset of a field by its path or name in capitals, or with _SIZE behind its size. */
  private static int number(JsonObject layout, String path) {
    for (Map.Entry<String, JsonElement> field : layout.getAsJsonObject("fields").entrySet()) {
      JsonArray offsetAndSize = field.getValue().getAsJsonArray();
      if (field.getKey().equalsIgnoreCase(path)) {
        return offsetAndSize.get(0).getAsInt();
      }
      if ((field.getKey() + "_SIZE").equalsIgnoreCase(path)) {
        return offsetAndSize.get(1).getAsInt();
      }
    }
    throw new AssertionError("no field " + path + " among " + layout.get("fields"));
  }
}
