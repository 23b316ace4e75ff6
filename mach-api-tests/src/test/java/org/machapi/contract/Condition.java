package org.machapi.contract;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.MachTypesConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NotifyConstants;
import org.machapi.raw.PortConstants;
import org.machapi.raw.SpecialPortConstants;

/** When a part of a contract holds; the grammar stands in {@link org.machapi.raw.Contract}. */
final class Condition {
  private static final Pattern TERM = Pattern.compile("(\\w+) (=|!=|<|>|is|has) (.+)");

  private static final Map<String, Long> CONSTANTS = constants();

  private final String text;
  private final List<Term> terms = new ArrayList<>();

  private Condition(String text) {
    this.text = text;
  }

  /** One comparison of a parameter with values or kinds of right. */
  private record Term(String parameter, String operator, List<String> values) {
    String text() {
      return parameter + " " + operator + " " + String.join(" | ", values);
    }
  }

  static Condition parse(String text) {
    Condition condition = new Condition(text);
    if (!text.isEmpty()) {
      for (String part : text.split(" and ")) {
        Matcher term = TERM.matcher(part);
        if (!term.matches()) {
          throw new IllegalArgumentException("not a condition: " + part);
        }
        List<String> values = List.of(term.group(3).split(" \\| "));
        condition.terms.add(new Term(term.group(1), term.group(2), values));
      }
    }
    return condition;
  }

  /** The parameters that it looks at. */
  List<String> parameters() {
    return terms.stream().map(Term::parameter).toList();
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  /**
   * The single cases that it puts together: one for every choice of one value among those that are
   * joined by {@code |}. A condition without such a choice is its own only case.
   */
  List<Condition> cases() {
    List<Condition> cases = List.of(new Condition(""));
    for (Term term : terms) {
      boolean isChoice = term.operator.equals("=") || term.operator.equals("is");
      List<List<String>> choices =
          isChoice ? term.values.stream().map(List::of).toList() : List.of(term.values);
      cases =
          cases.stream()
              .flatMap(
                  one ->
                      choices.stream()
                          .map(values -> new Term(term.parameter, term.operator, values))
                          .map(one::and))
              .toList();
    }
    return cases;
  }

  private Condition and(Term term) {
    Condition longer = new Condition((text.isEmpty() ? "" : text + " and ") + term.text());
    longer.terms.addAll(terms);
    longer.terms.add(term);
    return longer;
  }

  /** Whether it holds for these arguments and for what their names stood for before the call. */
  boolean holds(Map<String, Long> arguments, Holdings before) {
    return terms.stream().allMatch(term -> holds(term, arguments, before));
  }

  private static boolean holds(Term term, Map<String, Long> arguments, Holdings before) {
    long argument = arguments.get(term.parameter);
    return switch (term.operator) {
      case "=" -> term.values.stream().anyMatch(value -> argument == number(value));
      case "!=" -> term.values.stream().noneMatch(value -> argument == number(value));
      case "<" -> argument < number(term.values.get(0));
      case ">" -> argument > number(term.values.get(0));
      case "has" -> (argument & number(term.values.get(0))) != 0;
      default -> term.values.stream().anyMatch(before.of((int) argument)::is);
    };
  }

  /** A number, or a constant of the library. */
  private static long number(String value) {
    if (value.matches("-?\\d+")) {
      return Long.parseLong(value);
    }
    Long constant = CONSTANTS.get(value);
    if (constant == null) {
      throw new IllegalArgumentException("no constant " + value);
    }
    return constant;
  }

  /** Checks that every value can be understood, without arguments to compare it with. */
  void check() {
    for (Term term : terms) {
      for (String value : term.values) {
        if (term.operator.equals("is")) {
          Holding.NOTHING.is(value);
        } else {
          number(value);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static Map<String, Long> constants() {
    Map<String, Long> result = new TreeMap<>();
    Stream.of(
            PortConstants.class,
            MessageConstants.class,
            NotifyConstants.class,
            SpecialPortConstants.class,
            ExceptionConstants.class,
            MachTypesConstants.class)
        .flatMap(type -> Stream.of(type.getFields()))
        .forEach(field -> result.put(field.getName(), value(field)));
    return result;
  }

  private static long value(Field field) {
    try {
      return ((Number) field.get(null)).longValue();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
