package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.raw.StructField.Sign;

/**
 * Compares every offset, size and mask of the layout classes with the recorded structs, by what
 * their annotations say they are.
 */
class LayoutsFactsTest {

  /** Structs whose beginning is another struct with constants of its own. */
  private static final Set<String> COVERED_ELSEWHERE = Set.of("mach_msg_base_t.header");

  static List<Field> constants() {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type : Facts.classesNamed("\\w+Layout")) {
      fields.addAll(List.of(type.getFields()));
    }
    assertThat(fields).hasSizeGreaterThan(140);
    return fields;
  }

  private static <A extends Annotation> Stream<Field> constants(Class<A> annotation) {
    return constants().stream().filter(field -> field.isAnnotationPresent(annotation));
  }

  static Stream<Field> offsets() {
    return constants(StructField.class);
  }

  static Stream<Field> sizes() {
    return constants(StructSize.class);
  }

  static Stream<Field> masks() {
    return constants(StructBits.class);
  }

  @ParameterizedTest
  @MethodSource("constants")
  void everyConstantSaysWhatItIsOnce(Field constant) {
    assertThat(constant.getAnnotations()).as(constant.toString()).hasSize(1);
    assertThat(constant.getType()).isEqualTo(int.class);
  }

  @ParameterizedTest
  @MethodSource("offsets")
  void everyFieldIsWhereItIsRecordedAndAsLongWithTheSameSign(Field constant)
      throws IllegalAccessException {
    StructField says = constant.getAnnotation(StructField.class);
    assertThat(says.struct()).isNotEmpty();
    for (String struct : says.struct()) {
      Set<String> signs = new TreeSet<>();
      for (String target : targetsOf(struct)) {
        JsonArray field = field(struct, target, says.field());
        String name = struct + "." + says.field() + " on " + target;
        assertThat(constant.getInt(null)).as("offset of %s", name).isEqualTo(number(field, 0));
        assertThat(says.bytes()).as("bytes of %s", name).isEqualTo(number(field, 1));
        signs.add(field.get(2).getAsString());
      }
      assertThat(says.sign()).as("%s.%s is %s", struct, says.field(), signs).isEqualTo(sign(signs));
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void everySizeIsTheRecordedOne(Field constant) throws IllegalAccessException {
    StructSize says = constant.getAnnotation(StructSize.class);
    for (String target : targetsOf(says.value())) {
      int expected =
          says.field().isEmpty()
              ? struct(says.value(), target).get("size").getAsInt()
              : number(field(says.value(), target, says.field()), 1);
      assertThat(constant.getInt(null)).as("%s on %s", says, target).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("masks")
  void everyMaskIsThatOfTheRecordedBitField(Field constant) throws IllegalAccessException {
    StructBits says = constant.getAnnotation(StructBits.class);
    for (String target : targetsOf(says.struct())) {
      JsonArray field = field(says.struct(), target, says.field());
      assertThat(field).as("%s shares its bytes with other bit fields", says).hasSize(4);
      assertThat(constant.getInt(null))
          .as("%s on %s", says, target)
          .isEqualTo(Long.decode(field.get(3).getAsString()).intValue());
    }
  }

  @Test
  void noFieldOfAStructIsForgotten() {
    Set<String> known = new TreeSet<>(COVERED_ELSEWHERE);
    offsets()
        .map(constant -> constant.getAnnotation(StructField.class))
        .forEach(
            says -> {
              for (String struct : says.struct()) {
                known.add(struct + "." + says.field().replaceFirst("[.\\[].*", ""));
              }
            });
    masks()
        .map(constant -> constant.getAnnotation(StructBits.class))
        .forEach(says -> known.add(says.struct() + "." + says.field()));
    Set<String> missing = new TreeSet<>();
    sizes()
        .map(constant -> constant.getAnnotation(StructSize.class).value())
        .forEach(
            struct ->
                struct(struct, targetsOf(struct).get(0)).getAsJsonObject("fields").keySet().stream()
                    .filter(path -> path.matches("\\w+"))
                    .filter(path -> !path.matches("pad\\d|(iisb_)?reserved\\d?"))
                    .map(path -> struct + "." + path)
                    .forEach(missing::add));
    missing.removeAll(known);
    assertThat(missing).isEmpty();
  }

  @Test
  void packedStructsAreAmongThem() {
    Set<String> packed = new TreeSet<>();
    sizes()
        .map(constant -> constant.getAnnotation(StructSize.class).value())
        .filter(struct -> struct(struct, targetsOf(struct).get(0)).has("packed"))
        .forEach(packed::add);
    assertThat(packed)
        .containsExactly(
            "host_basic_info_data_t",
            "mach_msg_context_trailer_t",
            "mach_msg_guarded_port_descriptor_t",
            "mach_msg_max_trailer_t",
            "mach_msg_ool_descriptor_t",
            "mach_msg_ool_ports_descriptor_t",
            "mach_task_basic_info_data_t");
  }

  private static Sign sign(Set<String> signs) {
    if (signs.size() > 1) {
      return Sign.EITHER;
    }
    return switch (signs.iterator().next()) {
      case "signed" -> Sign.SIGNED;
      case "unsigned" -> Sign.UNSIGNED;
      default -> Sign.NONE;
    };
  }

  /** A struct of one architecture's header is recorded for that one only. */
  private static List<String> targetsOf(String struct) {
    if (struct.startsWith("x86_")) {
      return List.of("x86_64");
    }
    return struct.startsWith("arm_") ? List.of("arm64") : Facts.TARGETS;
  }

  private static JsonObject struct(String name, String target) {
    assertThat(Facts.LAYOUTS.has(name)).as("%s is recorded", name).isTrue();
    JsonObject struct = Facts.LAYOUTS.getAsJsonObject(name).getAsJsonObject(target);
    assertThat(struct).as("%s is recorded for %s", name, target).isNotNull();
    return struct;
  }

  private static JsonArray field(String struct, String target, String path) {
    JsonArray field = struct(struct, target).getAsJsonObject("fields").getAsJsonArray(path);
    assertThat(field).as("%s.%s is recorded for %s", struct, path, target).isNotNull();
    return field;
  }

  private static int number(JsonArray field, int index) {
    return field.get(index).getAsInt();
  }
}
