package org.machapi.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.machapi.raw.TakenUnnamed;

/**
 * The cases of a contract, in words: every part, and every part with a condition once for each
 * choice of values that its condition leaves.
 */
final class ContractCases {
  private ContractCases() {}

  /** Returns all cases of a routine's contract. */
  static List<String> of(RoutineContract contract) {
    List<String> cases = new ArrayList<>();
    for (ContractPart part : contract.parts()) {
      part.condition().cases().forEach(when -> cases.add(words(contract, part, when)));
    }
    cases.addAll(takenUnnamed(contract));
    contract.memoryGiven().forEach(bytes -> cases.add("memory given: " + bytes));
    contract.memoryTaken().forEach(bytes -> cases.add("memory taken: " + bytes));
    if (contract.message() >= 0) {
      cases.addAll(MessageContract.cases(true, true));
    }
    return cases;
  }

  /**
   * Returns the cases that held in a call that succeeded, other than those of a message: not those
   * that were about no name, no reference, or no memory.
   */
  static List<String> heldIn(ObservedCall call) {
    List<String> cases = new ArrayList<>();
    if (!call.succeeded()) {
      return cases; // What it should have written is not there.
    }
    RoutineContract contract = call.contract();
    Map<String, Long> numbers = call.numbers();
    for (ContractPart part : contract.parts()) {
      if (call.has(part.position()) && isAboutSomething(part, call)) {
        part.condition().cases().stream()
            .filter(when -> when.holds(numbers, call.before()))
            .forEach(when -> cases.add(words(contract, part, when)));
      }
    }
    boolean lost =
        call.before().changesTo(call.after()).values().stream()
            .anyMatch(change -> change.references() < 0);
    if (lost) {
      cases.addAll(takenUnnamed(contract));
    }
    if (call.mappedBytes() != 0) {
      addMemory(cases, "memory given: ", contract.memoryGiven(), call);
      addMemory(cases, "memory taken: ", contract.memoryTaken(), call);
    }
    return cases;
  }

  private static List<String> takenUnnamed(RoutineContract contract) {
    TakenUnnamed taken = contract.routine().getAnnotation(TakenUnnamed.class);
    return taken == null ? List.of() : List.of("no parameter TAKEN " + taken.value().name());
  }

  private static void addMemory(
      List<String> cases, String words, List<String> sizes, ObservedCall call) {
    sizes.stream().filter(bytes -> call.bytes(bytes) != 0).forEach(b -> cases.add(words + b));
  }

  private static boolean isAboutSomething(ContractPart part, ObservedCall call) {
    if (part.position() == ContractPart.UNNAMED || part.effect() == ContractPart.Effect.BORROWED) {
      return true;
    }
    if (part.count().startsWith("each of ")) {
      return IntStream.of(call.eachName(part)).anyMatch(name -> isAboutSomething(part, call, name));
    }
    return isAboutSomething(part, call, call.name(part.position()));
  }

  private static boolean isAboutSomething(ContractPart part, ObservedCall call, int name) {
    Holdings owned = part.effect() == ContractPart.Effect.TAKEN ? call.before() : call.after();
    return name != 0 && name != -1 && !owned.of(name).isNothing();
  }

  private static String words(RoutineContract contract, ContractPart part, Condition when) {
    String carrier =
        switch (part.position()) {
          case ContractPart.RESULT -> "result";
          case ContractPart.UNNAMED -> "no parameter";
          default -> contract.routine().getParameters()[part.position()].getName();
        };
    return carrier
        + " "
        + part.effect()
        + " "
        + part.right().name()
        + (when.isEmpty() ? "" : " when " + when);
  }
}
