package org.machapi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.assertj.core.api.AbstractAssert;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.MachException;
import org.machapi.Right;

/** Assertions about a port space. Each asks the kernel anew. */
public final class SpaceAssert extends AbstractAssert<SpaceAssert, IpcSpace> {

  @SuppressWarnings("nullness:argument") // null is what isNotNull() is for
  SpaceAssert(@Nullable IpcSpace actual) {
    super(actual, SpaceAssert.class);
  }

  /**
   * Compares how many names the space has, that of the own task included.
   *
   * @param expected the number of names
   * @return this
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public SpaceAssert hasNames(int expected) throws MachException {
    RightsSnapshot now = now();
    int names = now.names().size();
    if (names != expected) {
      throw failureWithActualExpected(
          names,
          expected,
          "Expected a port space of %s, but it has %s%s",
          Words.count(expected, "name", "names"),
          names,
          list(now.lines()));
    }
    return this;
  }

  /**
   * Requires that the space has no name that it did not have before. How many references the others
   * have does not matter, nor whether they are still there.
   *
   * @param before what it had
   * @return this
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public SpaceAssert hasNoNamesBeside(RightsSnapshot before) throws MachException {
    RightsSnapshot now = now();
    List<String> lines = differences(before, now, name -> !before.has(name));
    if (!lines.isEmpty()) {
      throw failure("Expected no names beside those before, but there are%s", list(lines));
    }
    return this;
  }

  /**
   * Requires that the space has the same names as before, with the same user references of the same
   * rights.
   *
   * @param before what it had
   * @return this
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public SpaceAssert hasSameRightsAs(RightsSnapshot before) throws MachException {
    RightsSnapshot now = now();
    List<String> lines = differences(before, now, name -> true);
    if (!lines.isEmpty()) {
      throw failureWithActualExpected(
          now, before, "Expected the same rights as before, but%s", list(lines));
    }
    return this;
  }

  /**
   * Compares how many user references a name has for one kind of right.
   *
   * @param name the name; one that denotes nothing has none
   * @param right the kind
   * @param expected the number of references
   * @return this
   * @throws MachException as {@link IpcSpace#names()} does
   */
  public SpaceAssert hasReferences(int name, Right right, int expected) throws MachException {
    RightsSnapshot now = now();
    int references = now.references(name, right);
    if (references != expected) {
      throw failureWithActualExpected(
          references,
          expected,
          "Expected %s with %s %s, but the kernel counts: %s",
          Words.name(name),
          right,
          expected,
          now.text(name));
    }
    return this;
  }

  private RightsSnapshot now() throws MachException {
    isNotNull();
    return RightsSnapshot.of(actual);
  }

  private static List<String> differences(
      RightsSnapshot before, RightsSnapshot now, IntPredicate wanted) {
    TreeSet<Integer> names = new TreeSet<>(Integer::compareUnsigned);
    names.addAll(before.names());
    names.addAll(now.names());
    List<String> lines = new ArrayList<>();
    for (int name : names) {
      String text = now.text(name);
      if (wanted.test(name) && !text.equals(before.text(name))) {
        lines.add(Words.name(name) + ": " + text + "; before: " + before.text(name));
      }
    }
    return lines;
  }

  private static String list(List<String> lines) {
    return ":\n    " + String.join("\n    ", lines);
  }
}
