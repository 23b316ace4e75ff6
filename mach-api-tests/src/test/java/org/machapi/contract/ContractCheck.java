package org.machapi.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.machapi.raw.OnFailure;
import org.machapi.raw.RightKind;
import org.machapi.raw.TakenUnnamed;

/** Compares what a call did to the caller's holdings with what its contract says. */
final class ContractCheck {
  private static final long PAGE = 16_384;

  private final ObservedCall call;
  private final boolean succeeded;
  private final HoldingsComparison holdings;
  private final List<String> violations = new ArrayList<>();

  private ContractCheck(ObservedCall call) {
    this.call = call;
    this.succeeded = call.succeeded();
    this.holdings = new HoldingsComparison(call.before(), call.after());
  }

  /** Returns what differs from the contract, in words; nothing, if the contract was kept. */
  static List<String> violations(ObservedCall call) {
    ContractCheck check = new ContractCheck(call);
    check.predict();
    check.violations.addAll(check.holdings.differences());
    check.compareMemory();
    return check.violations;
  }

  private void predict() {
    Map<String, Long> numbers = call.numbers();
    if (call.contract().routine().isAnnotationPresent(TakenUnnamed.class)) {
      holdings.maybeLostUnnamed(succeeded ? 1 : Long.MAX_VALUE);
    }
    for (ContractPart part : call.contract().parts()) {
      if (call.has(part.position()) && part.condition().holds(numbers, call.before())) {
        switch (part.effect()) {
          case BORROWED -> {}
          case TAKEN -> predictTaken(part);
          case GIVEN, MADE -> predictGiven(part);
        }
      }
    }
  }

  private void predictTaken(ContractPart part) {
    int name = call.name(part.position());
    Holding held = call.before().of(name);
    if (held.isNothing()) {
      return; // Null, dead, or not the caller's: there is nothing to take.
    }
    Holding taken =
        part.count().equals("all") ? held : amount(part, held, call.number(part.count()));
    if (succeeded || part.onFailure() == OnFailure.TAKEN) {
      holdings.expect(name, Holding.NOTHING.minus(taken));
    } else if (part.onFailure() == OnFailure.DEPENDS) {
      holdings.maybeLost(name, taken);
    }
  }

  private void predictGiven(ContractPart part) {
    if (!succeeded) {
      return;
    }
    if (part.position() == ContractPart.UNNAMED) {
      holdings.expectUnnamed(amount(part, Holding.NOTHING, 1));
    } else if (part.count().startsWith("each of ")) {
      for (int name : call.eachName(part)) {
        give(part, name, 1);
      }
    } else {
      give(part, call.name(part.position()), call.number(part.count()));
    }
  }

  private void give(ContractPart part, int name, long count) {
    boolean known = !call.before().of(name).isNothing();
    if (part.effect() == ContractPart.Effect.MADE && known) {
      violations.add("0x" + Integer.toHexString(name) + " is said to be new and is not");
    }
    holdings.expect(name, amount(part, call.after().of(name), count));
  }

  /** So much of that kind of right, where the kind does not say it told by what is held. */
  private static Holding amount(ContractPart part, Holding held, long count) {
    RightKind right = part.right();
    return switch (right) {
      case RECEIVE, TIMER -> Holding.change(0, count, 0);
      case PORT_SET -> Holding.change(0, 0, count);
      case RECEIVE_OR_SET -> Holding.change(0, held.receives(), held.sets());
      default -> Holding.change(count, 0, 0);
    };
  }

  private void compareMemory() {
    long wanted = 0;
    if (succeeded) {
      for (String bytes : call.contract().memoryGiven()) {
        wanted += pages(bytes);
      }
      for (String bytes : call.contract().memoryTaken()) {
        wanted -= pages(bytes);
      }
    }
    if (wanted != call.mappedBytes()) {
      violations.add("memory: the contract says " + wanted + " bytes; got " + call.mappedBytes());
    }
  }

  /** Bytes in whole pages. */
  private long pages(String text) {
    return (call.bytes(text) + PAGE - 1) / PAGE * PAGE;
  }
}
