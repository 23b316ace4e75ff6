package org.machapi.testkit;

import java.util.List;
import java.util.StringJoiner;
import org.assertj.core.api.AbstractAssert;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadName;
import org.machapi.IpcSpace;
import org.machapi.MachException;
import org.machapi.PortSetView;
import org.machapi.PortType;
import org.machapi.PortView;
import org.machapi.ReceiveView;
import org.machapi.Right;
import org.machapi.SendOnceRight;

/**
 * Assertions about a right or a view of one. All but {@link #isClosed()} ask the kernel, and fail
 * if the right is closed or has been given away.
 */
public final class PortAssert extends AbstractAssert<PortAssert, PortView> {

  @SuppressWarnings("nullness:argument") // null is what isNotNull() is for
  PortAssert(@Nullable PortView actual) {
    super(actual, PortAssert.class);
  }

  /**
   * Compares how many user references the name has for the kind of right that this is, whoever in
   * the task holds them. Of a send or send-once right whose port has died they are those of the
   * dead name.
   *
   * @param expected the number of references
   * @return this
   * @throws MachException as {@link PortView#references} does
   */
  public PortAssert hasReferences(int expected) throws MachException {
    Right kind = kind();
    return hasReferences(
        mayDie(kind) && type().has(Right.DEAD_NAME) ? Right.DEAD_NAME : kind, expected);
  }

  /**
   * Compares how many user references the name has for one kind of right, whoever in the task holds
   * them.
   *
   * @param right the kind
   * @param expected the number of references; 0 if it should not denote such a right
   * @return this
   * @throws MachException as {@link PortView#references} does
   */
  public PortAssert hasReferences(Right right, int expected) throws MachException {
    int references = open().references(right);
    if (references != expected) {
      throw failureWithActualExpected(
          references,
          expected,
          "Expected %s to have %s %s, but the kernel counts: %s",
          actual,
          right,
          expected,
          counts());
    }
    return this;
  }

  /**
   * Requires that no count of the name has reached the end of counting, where references are never
   * given back.
   *
   * @return this
   * @throws MachException as {@link PortView#references} does
   */
  public PortAssert isNotPegged() throws MachException {
    if (isAtTheEnd()) {
      throw failure(
          "Expected the references of %s not to be pegged, but the kernel counts: %s",
          actual, counts());
    }
    return this;
  }

  /**
   * Requires that a count of the name has reached the end of counting.
   *
   * @return this
   * @throws MachException as {@link PortView#references} does
   */
  public PortAssert isPegged() throws MachException {
    if (!isAtTheEnd()) {
      throw failure(
          "Expected the references of %s to be pegged at %s, but the kernel counts: %s",
          actual, IpcSpace.MAX_USER_REFERENCES, counts());
    }
    return this;
  }

  /**
   * Requires that the port has died: the name denotes a dead name.
   *
   * @return this
   * @throws MachException as {@link PortView#type()} does
   */
  public PortAssert isDead() throws MachException {
    if (!type().has(Right.DEAD_NAME)) {
      throw failure("Expected %s to be a dead name, but it denotes %s", actual, type());
    }
    return this;
  }

  /**
   * Requires that the port lives: the name denotes no dead name.
   *
   * @return this
   * @throws MachException as {@link PortView#type()} does
   */
  public PortAssert isNotDead() throws MachException {
    if (type().has(Right.DEAD_NAME)) {
      throw failure("Expected %s to be alive, but it denotes %s", actual, type());
    }
    return this;
  }

  /**
   * Compares all rights that the name denotes; whether a notification has been requested does not
   * matter.
   *
   * @param expected the kinds, in any order
   * @return this
   * @throws MachException as {@link PortView#type()} does
   */
  public PortAssert denotes(Right... expected) throws MachException {
    PortType type = type();
    List<Right> wantedKinds = List.of(expected);
    StringJoiner wanted = new StringJoiner("|");
    wanted.setEmptyValue("NONE");
    StringJoiner found = new StringJoiner("|");
    found.setEmptyValue("NONE");
    for (Right right : Right.values()) {
      if (wantedKinds.contains(right)) {
        wanted.add(right.name());
      }
      if (type.has(right)) {
        found.add(right.name());
      }
    }
    if (!wanted.toString().equals(found.toString())) {
      throw failureWithActualExpected(
          found.toString(),
          wanted.toString(),
          "Expected %s to denote %s, but it denotes %s",
          actual,
          wanted,
          found);
    }
    return this;
  }

  /**
   * Requires that the object still owns its right, or that of which it is a view does. Makes no
   * call.
   *
   * @return this
   */
  public PortAssert isOpen() {
    open();
    return this;
  }

  /**
   * Requires that the right is closed or has been given away. Makes no call.
   *
   * @return this
   */
  public PortAssert isClosed() {
    isNotNull();
    if (whyClosed() == null) {
      throw failure("Expected %s to be closed or given away, but it is open", actual);
    }
    return this;
  }

  private PortView open() {
    isNotNull();
    String why = whyClosed();
    if (why != null) {
      throw failure("Expected %s to be open, but: %s", actual, why);
    }
    return actual;
  }

  /** Returns what the right says of its end; null if it has not come. */
  private @Nullable String whyClosed() {
    try {
      actual.name();
      return null;
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private PortType type() throws MachException {
    return open().type();
  }

  private Right kind() {
    PortView port = open();
    if (port instanceof ReceiveView) {
      return Right.RECEIVE;
    }
    if (port instanceof PortSetView) {
      return Right.PORT_SET;
    }
    if (port instanceof SendOnceRight) {
      return Right.SEND_ONCE;
    }
    return port instanceof DeadName ? Right.DEAD_NAME : Right.SEND;
  }

  private static boolean mayDie(Right kind) {
    return kind == Right.SEND || kind == Right.SEND_ONCE;
  }

  private boolean isAtTheEnd() throws MachException {
    PortView port = open();
    for (Right right : Right.values()) {
      if (port.references(right) == IpcSpace.MAX_USER_REFERENCES) {
        return true;
      }
    }
    return false;
  }

  private String counts() throws MachException {
    PortView port = open();
    StringJoiner text = new StringJoiner(", ");
    text.setEmptyValue("nothing");
    for (Right right : Right.values()) {
      int count = port.references(right);
      if (count != 0) {
        text.add(right + " " + count);
      }
    }
    return text.toString();
  }
}
