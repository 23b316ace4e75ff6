package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import jnr.ffi.types.u_int8_t;
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

  /**
   * Of 32 and 64 bits the same bits go to C whatever the sign; what is narrower is extended to 32
   * bits on the way, as its sign says.
   */
  @ParameterizedTest
  @MethodSource("functions")
  void everyNumberOfLessThan32BitsHasTheSignThatItHasInC(Method method) {
    JsonArray parameters = signature(method).getAsJsonArray("params");
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = method.getParameters()[i];
      boolean isUnsigned = parameter.isAnnotationPresent(u_int8_t.class);
      assertThat(isUnsigned)
          .as("%s, parameter %d", method.getName(), i)
          .isEqualTo(isNarrowAndUnsigned(parameters.get(i).getAsJsonObject()));
    }
    assertThat(method.isAnnotationPresent(u_int8_t.class))
        .as("%s, result", method.getName())
        .isEqualTo(isNarrowAndUnsigned(signature(method).getAsJsonObject("returns")));
  }

  private static boolean isNarrowAndUnsigned(JsonObject recorded) {
    if (!recorded.get("class").getAsString().equals("int")) {
      return false;
    }
    assertThat(recorded.has("signed")).isTrue();
    return recorded.get("size").getAsInt() < Integer.BYTES
        && !recorded.get("signed").getAsBoolean();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyParameterHasItsNameFromTheHeader(Method method) {
    JsonArray parameters = signature(method).getAsJsonArray("params");
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).getAsJsonObject().get("name").getAsString();
      if (!name.isEmpty()) { // A header may leave it out.
        assertThat(method.getParameters()[i].getName())
            .as("%s, parameter %d", method.getName(), i)
            .isEqualTo(name);
      }
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

  /** A routine is abstract, and so bound, from the interface of its release on. */
  @ParameterizedTest
  @MethodSource("functions")
  void everyMarkedRoutineIsBoundFromItsReleaseOn(Method method) {
    Since since = method.getAnnotation(Since.class);
    if (since == null) {
      return;
    }
    int release = Integer.parseInt(since.value().replaceAll("macOS (\\d+)\\..*", "$1"));
    for (Class<? extends MachLibrary> type : NativeMachLibrary.newestFirst()) {
      int itsRelease =
          type == BoundLibrary.class
              ? 0
              : Integer.parseInt(type.getSimpleName().replaceAll("\\D", ""));
      boolean bound =
          NativeMachLibrary.boundNames(type).anyMatch(name -> name.equals(method.getName()));
      assertThat(bound)
          .as("%s in %s", method.getName(), type.getSimpleName())
          .isEqualTo(itsRelease >= release);
    }
  }

  @Test
  void theInterfacesOfTheReleasesBindNothingElse() {
    for (Class<?> type : NativeMachLibrary.newestFirst()) {
      for (Method method : type.getDeclaredMethods()) {
        boolean carriesMessages =
            List.of(MessageCalls.class.getMethods()).stream()
                .anyMatch(known -> known.getName().equals(method.getName()));
        assertThat(carriesMessages || isMarked(method)).as(method.toString()).isTrue();
      }
    }
  }

  /**
   * A routine of a header is bound in the interface of that header, or is left out for a reason.
   */
  @Test
  void noRoutineOfTheHeadersIsForgotten() {
    Map<String, String> leftOut = Facts.leftOut();
    Set<String> used = new TreeSet<>();
    for (Map.Entry<String, JsonElement> header : Facts.HEADERS.entrySet()) {
      for (JsonElement element : header.getValue().getAsJsonArray()) {
        String routine = element.getAsString();
        boolean isBound = bound().anyMatch(method -> method.getName().equals(routine));
        assertThat(isBound ^ leftOut.containsKey(routine))
            .as("%s of <%s> is bound or left out, and not both", routine, header.getKey())
            .isTrue();
        if (!isBound) {
          used.add(routine);
        }
      }
    }
    assertThat(leftOut.keySet()).isEqualTo(used);
  }

  @Test
  void everyRoutineStandsInTheInterfaceOfItsHeader() {
    for (Map.Entry<String, JsonElement> header : Facts.HEADERS.entrySet()) {
      for (JsonElement element : header.getValue().getAsJsonArray()) {
        bound()
            .filter(method -> method.getName().equals(element.getAsString()))
            .forEach(
                method ->
                    assertThat(method.getDeclaringClass().getSimpleName())
                        .as(method.getName())
                        .isEqualToIgnoringCase(
                            header.getKey().replaceAll(".*/|\\.h$|_", "") + "Routines"));
      }
    }
  }

  private static boolean isMarked(Method method) {
    return bound()
        .filter(known -> known.getName().equals(method.getName()))
        .anyMatch(known -> known.isAnnotationPresent(Since.class));
  }

  /** The C types that are names of rights, or arrays of them, or pointers to either. */
  private static final Pattern PORT_TYPE =
      Pattern.compile(
          "(mach_port_t|mach_port_name_t|mach_port_(name_)?array_t|ipc_space_(read_|inspect_)?t"
              + "|ipc_space_t|task(_name|_read|_inspect|_suspension_token|_id_token)?_t"
              + "|thread(_act|_read|_inspect)?_t|thread_act_array_t|host(_priv|_security)?_t"
              + "|semaphore(_consume_ref)?_t|vm_map(_read)?_t|(ipc|mach)_voucher(_name)?_t"
              + "|processor(_set)?(_name|_control)?_t|clock_serv_t|clock_ctrl_t|io_main_t"
              + "|mem_entry_name_port_t|memory_object_t|exception_handler_(array_)?t"
              + "|exception_port_(array_)?t|ipc_voucher_attr_(manager|control)_t"
              + "|task_suspension_token_t|ledger_array_t) ?\\**");

  @ParameterizedTest
  @MethodSource("functions")
  void whoOwnsWhatIsSaidOfEveryParameterThatNamesARight(Method method) {
    JsonArray parameters = signature(method).getAsJsonArray("params");
    for (int i = 0; i < parameters.size(); i++) {
      String type = parameters.get(i).getAsJsonObject().get("type").getAsString();
      if (PORT_TYPE.matcher(type.replace("const ", "")).matches()) {
        assertThat(method.getParameterAnnotations()[i])
            .as("%s, parameter %d, a %s", method.getName(), i, type)
            .isNotEmpty();
      }
    }
    String result = signature(method).getAsJsonObject("returns").get("type").getAsString();
    if (PORT_TYPE.matcher(result).matches()) {
      assertThat(method.getAnnotations()).as("%s, result", method.getName()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aContractIsEmptyOnPurposeOnly(Method method) {
    boolean isSaid =
        Stream.concat(
                Stream.of(method.getAnnotations()),
                Stream.of(method.getParameterAnnotations()).flatMap(Stream::of))
            .map(annotation -> annotation.annotationType())
            .filter(type -> type.getPackage() == Contract.class.getPackage())
            .anyMatch(type -> type != Since.class && type != Contract.class);

    assertThat(isSaid ^ method.isAnnotationPresent(Contract.class)).as(method.getName()).isTrue();
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
    if (recorded.get("class").getAsString().equals("void")) {
      return void.class;
    }
    assertThat(recorded.get("class").getAsString()).isEqualTo("int");
    int size = recorded.get("size").getAsInt();
    return switch (size) {
      case 1 -> byte.class;
      case 4 -> int.class;
      case 8 -> long.class;
      default -> throw new AssertionError("no type of " + size + " bytes");
    };
  }
}
