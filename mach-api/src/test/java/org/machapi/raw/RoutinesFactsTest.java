package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every binding with the C signature, and with what the system libraries export. */
class RoutinesFactsTest {

  static List<Method> functions() {
    return bound().filter(method -> method.getReturnType() != Variable.class).collect(toList());
  }

  static List<Method> variables() {
    return bound().filter(method -> method.getReturnType() == Variable.class).collect(toList());
  }

  private static java.util.stream.Collector<Method, ?, List<Method>> toList() {
    return Collectors.toList();
  }

  private static Stream<Method> bound() {
    return Stream.of(MachLibrary.class.getMethods()).sorted(Comparator.comparing(Method::getName));
  }

  @Test
  void everyInterfaceOfAHeaderIsPartOfTheLibrary() {
    for (Class<?> header : Facts.classesNamed("\\w+Routines")) {
      assertThat(header).isAssignableFrom(MachLibrary.class);
    }
  }

  @Test
  void noRoutineIsBoundTwice() {
    Set<String> names = bound().map(Method::getName).collect(Collectors.toSet());

    assertThat(names).hasSize((int) bound().count());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyParameterHasTheKindAndWidthThatItHasInC(Method method) {
    JsonArray parameters = signature(method).getAsJsonArray("params");

    assertThat(method.getParameterCount()).as(method.getName()).isEqualTo(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      assertThat(method.getParameterTypes()[i])
          .as("%s, parameter %d", method.getName(), i)
          .isEqualTo(javaType(parameters.get(i).getAsJsonObject()));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void whatComesBackThroughAParameterIsAPointer(Method method) {
    JsonArray parameters = signature(method).getAsJsonArray("params");
    for (int i = 0; i < parameters.size(); i++) {
      String direction = parameters.get(i).getAsJsonObject().get("direction").getAsString();
      assertThat(direction).isIn("in", "out", "inout");
      if (!direction.equals("in")) {
        assertThat(method.getParameterTypes()[i])
            .as("%s, parameter %d", method.getName(), i)
            .isEqualTo(Pointer.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyParameterHasItsNameFromTheHeader(Method method) {
    JsonArray parameters = signature(method).getAsJsonArray("params");
    for (int i = 0; i < parameters.size(); i++) {
      assertThat(method.getParameters()[i].getName())
          .as("%s, parameter %d", method.getName(), i)
          .isEqualTo(parameters.get(i).getAsJsonObject().get("name").getAsString());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theResultIsAsWideAsInC(Method method) {
    assertThat(method.getReturnType())
        .as(method.getName())
        .isEqualTo(javaType(signature(method).getAsJsonObject("returns")));
  }

  @ParameterizedTest
  @MethodSource("variables")
  void everyVariableIsAsWideAsInC(Method method) {
    JsonObject recorded = Facts.VARIABLES.getAsJsonObject(method.getName());
    assertThat(recorded).as("%s is recorded", method.getName()).isNotNull();

    assertThat(((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments())
        .containsExactly(recorded.get("size").getAsInt() == 8 ? Long.class : Integer.class);
  }

  @ParameterizedTest
  @MethodSource({"functions", "variables"})
  void whatIsBoundIsExportedByBothSystemsOrMarkedWithItsRelease(Method method) {
    List<String> sdks = Facts.sdksThatExport(method.getName());
    Since since = method.getAnnotation(Since.class);

    assertThat(sdks).as("%s is exported today", method.getName()).contains("15.1");
    if (since == null) {
      assertThat(sdks).as("%s is exported from macOS 12.0 on", method.getName()).contains("12.0");
      assertThat(method.isDefault()).isFalse();
    } else {
      assertThat(sdks).as("%s needs its mark", method.getName()).doesNotContain("12.0");
      assertThat(since.value()).matches("macOS 1[2-9]\\.[0-9]+");
      assertThat(method.isDefault()).as("%s has a body to fail in", method.getName()).isTrue();
    }
  }

  @Test
  void everyMarkedRoutineIsBoundWhereItsReleaseIs() throws NoSuchMethodException {
    List<Method> marked = bound().filter(Method::isDefault).collect(toList());

    assertThat(marked).isNotEmpty();
    for (Method method : marked) {
      Method newer = MacOs15Library.class.getMethod(method.getName(), method.getParameterTypes());
      assertThat(newer.isDefault()).as(method.getName()).isFalse();
      assertThat(method.getAnnotation(Since.class).value()).isEqualTo("macOS 15.0");
    }
    assertThat(MacOs15Library.class.getDeclaredMethods()).hasSize(marked.size());
  }

  private static JsonObject signature(Method method) {
    JsonObject signature = Facts.SIGNATURES.getAsJsonObject(method.getName());
    assertThat(signature).as("%s is recorded", method.getName()).isNotNull();
    return signature;
  }

  private static Class<?> javaType(JsonObject recorded) {
    if (recorded.get("class").getAsString().equals("pointer")) {
      return Pointer.class;
    }
    assertThat(recorded.get("class").getAsString()).isEqualTo("int");
    int size = recorded.get("size").getAsInt();
    assertThat(size).isIn(4, 8);
    return size == 8 ? long.class : int.class;
  }
}
