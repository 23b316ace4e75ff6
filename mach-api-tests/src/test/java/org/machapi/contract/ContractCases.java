package org.machapi.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    contract.memoryGiven().forEach(bytes -> cases.add("memory given: " + bytes));
    contract.memoryTaken().forEach(bytes -> cases.add("memory taken: " + bytes));
    if (contract.message() >= 0) {
      cases.addAll(MessageContract.cases(true, true));
    }
    return cases;
  }

  /**
   * Returns the cases that held in a call, other than those of a message: not those that were about
   * no name, no reference, or no memory.
   */
  static List<String> heldIn(ObservedCall call) {
    List<String> cases = new ArrayList<>();
    RoutineContract contract = call.contract();
    Map<String, Long> numbers = call.numbers();
    for (ContractPart part : contract.parts()) {
      if (call.has(part.position()) && isAboutSomething(part, call)) {
        part.condition().cases().stream()
            .filter(when -> when.holds(numbers, call.before()))
            .forEach(when -> cases.add(words(contract, part, when)));
      }
    }
    if (call.mappedBytes() != 0) {
      addMemory(cases, "memory given: ", contract.memoryGiven(), call);
      addMemory(cases, "memory taken: ", contract.memoryTaken(), call);
    }
    return cases;
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
      return call.value(part.count().substring("each of ".length())) > 0;
    }
    int name = call.name(part.position());
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
