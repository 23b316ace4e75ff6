package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every constant of the library with the recorded ones, for both architectures. */
class ConstantsFactsTest {
  private static final String RELEASES_FROM_12_ON = "1[2-9].*";

  static List<Class<?>> constantClasses() {
    List<Class<?>> classes = Facts.classesNamed("\\w+Constants");
    assertThat(classes).contains(PortConstants.class, KernReturnConstants.class);
    return classes;
  }

  @ParameterizedTest
  @MethodSource("constantClasses")
  void aConstantClassHoldsNothingButConstants(Class<?> type) {
    assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
    assertThat(type.getConstructors()).isEmpty();
    assertThat(type.getDeclaredMethods()).isEmpty();
    assertThat(type.getFields()).isNotEmpty();
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      assertThat(Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers)).isTrue();
      assertThat(Modifier.isFinal(modifiers)).as(field.getName()).isTrue();
      assertThat(field.getType()).as(field.getName()).isIn(int.class, long.class);
    }
  }

  @ParameterizedTest
  @MethodSource("constantClasses")
  void everyConstantHasItsRecordedValueOnBothArchitectures(Class<?> type)
      throws IllegalAccessException {
    if (type == KobjectConstants.class) {
      return; // Private to the kernel, so recorded by release: see the test below.
    }
    for (Field field : type.getFields()) {
      String name = recordedName(field);
      JsonObject recorded = Facts.CONSTANTS.getAsJsonObject(name);
      assertThat(recorded).as("%s is recorded", name).isNotNull();
      for (String target : targetsOf(field)) {
        assertThat(recorded.has(target)).as("%s on %s", name, target).isTrue();
        long value = Long.parseUnsignedLong(recorded.get(target).getAsString().substring(2), 16);
        assertThat(bits(field)).as("%s on %s", name, target).isEqualTo(value);
      }
    }
  }

  @Test
  void noConstantStandsInTwoClasses() {
    Set<String> seen = new TreeSet<>();
    for (Class<?> type : constantClasses()) {
      for (Field field : type.getFields()) {
        assertThat(seen.add(field.getName())).as(field.getName()).isTrue();
      }
    }
  }

  @Test
  void everyKernelObjectTypeIsTheSameInAllReleasesThatHaveIt() throws IllegalAccessException {
    for (Field field : KobjectConstants.class.getFields()) {
      int releases = 0;
      for (Map.Entry<String, JsonElement> release : Facts.KOBJECT_TYPES.entrySet()) {
        JsonElement value = release.getValue().getAsJsonObject().get(field.getName());
        if (release.getKey().matches(RELEASES_FROM_12_ON) && value != null) {
          assertThat(field.getInt(null)).as(field.getName()).isEqualTo(value.getAsInt());
          releases++;
        }
      }
      assertThat(releases).as("releases with %s", field.getName()).isPositive();
    }
  }

  @Test
  void noKernelObjectTypeOfTheNewestReleaseIsMissing() {
    List<String> names = new ArrayList<>();
    for (Field field : KobjectConstants.class.getFields()) {
      names.add(field.getName());
    }
    Set<String> newest = new TreeSet<>(Facts.KOBJECT_TYPES.getAsJsonObject("15.4").keySet());
    newest.remove("IKOT_UNKNOWN"); // Its number differs from release to release.

    assertThat(names).containsAll(newest);
  }

  /** Two constants of C have one name and a value per architecture; here the name tells which. */
  private static String recordedName(Field field) {
    return field.getName().replaceFirst("^(x86|ARM)_(?=THREAD_STATE_NONE$)", "");
  }

  /** A constant of one architecture's header is recorded for that one only. */
  private static List<String> targetsOf(Field field) {
    if (field.getName().matches("(x86|EXC_I386)_.*")) {
      return List.of("x86_64");
    }
    return field.getName().matches("(EXC_)?ARM_.*") ? List.of("arm64") : Facts.TARGETS;
  }

  private static long bits(Field field) throws IllegalAccessException {
    return field.getType() == int.class ? field.getInt(null) & 0xffff_ffffL : field.getLong(null);
  }
}
