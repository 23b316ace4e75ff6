package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.contract.ContractPart.Effect;
import org.machapi.raw.GivenMemory;

/** The contracts of all routines, simulated or not: whether what they say can be understood. */
class ContractAnnotationsTest {
  static Collection<RoutineContract> contracts() {
    return RoutineContract.all().values();
  }

  private static List<String> parameters(RoutineContract contract) {
    return Stream.of(contract.routine().getParameters()).map(Parameter::getName).toList();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void conditionsCanBeUnderstoodAndNameParameters(RoutineContract contract) {
    for (ContractPart part : contract.parts()) {
      assertThatCode(part.condition()::check).doesNotThrowAnyException();
      assertThat(parameters(contract)).containsAll(part.condition().parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void countsAreNumbersOrNameParameters(RoutineContract contract) {
    for (ContractPart part : contract.parts()) {
      String count = part.count();
      if (count.startsWith("each of ")) {
        assertThat(parameters(contract)).contains(count.substring("each of ".length()));
        assertThat(part.effect()).isIn(Effect.GIVEN);
      } else if (count.equals("all")) {
        assertThat(part.effect()).isEqualTo(Effect.TAKEN);
      } else if (!count.matches("\\d+")) {
        assertThat(parameters(contract)).contains(count.replaceFirst("^-", ""));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void sizesOfMemoryAreNumbersAndParameters(RoutineContract contract) {
    Stream.of(contract.memoryGiven(), contract.memoryTaken())
        .flatMap(List::stream)
        .flatMap(bytes -> Stream.of(bytes.split(" \\* ")))
        .filter(factor -> !factor.matches("\\d+"))
        .forEach(factor -> assertThat(parameters(contract)).contains(factor));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void whatIsGivenIsGivenBackByABoundRoutine(RoutineContract contract) {
    Set<String> routines = RoutineContract.all().keySet();
    for (ContractPart part : contract.parts()) {
      if (part.effect() == Effect.GIVEN || part.effect() == Effect.MADE) {
        assertThat(routines).contains(part.release());
      }
    }
    for (Parameter parameter : contract.routine().getParameters()) {
      GivenMemory given = parameter.getAnnotation(GivenMemory.class);
      if (given != null) {
        assertThat(routines).contains(given.release());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void namesAreWhereTheyCanBe(RoutineContract contract) {
    for (ContractPart part : contract.parts()) {
      if (part.position() >= 0) {
        Class<?> type = contract.routine().getParameters()[part.position()].getType();
        boolean isArray = part.count().startsWith("each of ");
        assertThat(type).isIn(isArray ? Set.of(Pointer.class) : Set.of(Pointer.class, int.class));
        assertThat(part.effect() == Effect.TAKEN && type == Pointer.class).isFalse();
      } else {
        assertThat(part.effect()).isNotEqualTo(Effect.TAKEN);
      }
    }
  }

  /** The cases of one parameter with one effect exclude each other, unless they add up. */
  @ParameterizedTest
  @MethodSource("contracts")
  void noPartIsSaidTwice(RoutineContract contract) {
    Map<List<Object>, Long> times =
        contract.parts().stream()
            .flatMap(
                part ->
                    part.condition().cases().stream()
                        .map(
                            when ->
                                List.<Object>of(
                                    part.position(), part.effect(), part.right(), when.toString())))
            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    assertThat(times.values()).allMatch(count -> count == 1);
  }

  /** A trap has the contract of the routine that it is behind, as far as it does the same. */
  @ParameterizedTest
  @MethodSource("contracts")
  void aTrapHasTheContractOfTheRoutineThatItIsBehind(RoutineContract contract) {
    String name = contract.routine().getName();
    RoutineContract routine =
        RoutineContract.all().get(name.replaceFirst("^_kernelrpc_(.*)_trap$", "$1"));
    if (routine == null || routine == contract) {
      return;
    }
    assertThat(parts(contract))
        .as("%s and %s", name, routine)
        .containsExactlyInAnyOrderElementsOf(parts(routine));
    assertThat(contract.memoryGiven()).isEqualTo(routine.memoryGiven());
    assertThat(contract.memoryTaken()).isEqualTo(routine.memoryTaken());
  }

  /** The parts in words, without what only calls on other tasks and cancelled requests can do. */
  private static List<String> parts(RoutineContract contract) {
    return contract.parts().stream()
        .map(
            part ->
                new ContractPart(
                    part.position(),
                    part.effect(),
                    part.right(),
                    part.count(),
                    part.onFailure(),
                    part.release(),
                    Condition.parse(part.condition().toString().replace(" and notify != 0", ""))))
        .map(ContractPart::toString)
        .filter(part -> !part.contains("notifyPoly = MACH_MSG_TYPE_MOVE_SEND and"))
        .filter(part -> !part.contains("notifyPoly = MACH_MSG_TYPE_MOVE_RECEIVE"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyRoutineSaysSomethingAndNotBothThatAndNothing(RoutineContract contract) {
    boolean saysSomething =
        !contract.parts().isEmpty()
            || !contract.memoryGiven().isEmpty()
            || !contract.memoryTaken().isEmpty()
            || contract.message() >= 0;
    assertThat(saysSomething).isEqualTo(!contract.isEmptyOnPurpose());
  }
}
