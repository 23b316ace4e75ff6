package org.machapi.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.message.DescriptorKind;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.ReceivedMessage;

/** Assertions about a message that has arrived and is open. It keeps what it carries. */
@SuppressWarnings("mustcall:type.argument") // the message stays its owner's
public final class MessageAssert extends AbstractAssert<MessageAssert, ReceivedMessage> {

  @SuppressWarnings("nullness:argument") // null is what isNotNull() is for
  MessageAssert(@Nullable ReceivedMessage actual) {
    super(actual, MessageAssert.class);
  }

  /**
   * Compares what the message is about.
   *
   * @param expected the {@code msgh_id}
   * @return this
   */
  public MessageAssert hasId(int expected) {
    isNotNull();
    int id = actual.id();
    if (id != expected) {
      throw failureWithActualExpected(
          id, expected, "Expected message %s, but it is %s", expected, id);
    }
    return this;
  }

  /**
   * Compares what the message carries: rights by their kind, memory and arrays of rights, one after
   * the other, taken out or not. The right to answer is not among them.
   *
   * @param expected the kinds of its descriptors, in order; none for a message that carries nothing
   * @return this
   */
  public MessageAssert carries(DescriptorKind... expected) {
    isNotNull();
    List<DescriptorKind> kinds = new ArrayList<>();
    for (int i = 0; i < actual.descriptors(); i++) {
      kinds.add(actual.descriptor(i));
    }
    if (!kinds.equals(List.of(expected))) {
      throw failureWithActualExpected(
          kinds,
          List.of(expected),
          "Expected message %s to carry %s, but it carries %s",
          actual.id(),
          words(List.of(expected)),
          words(kinds));
    }
    return this;
  }

  /**
   * Compares the bytes that follow header and descriptors, to the end of the message.
   *
   * @param expected the bytes; a sender fills up to a multiple of four
   * @return this
   * @throws MalformedMessageException if the message has descriptors that it has no room for; it is
   *     closed then
   */
  public MessageAssert hasData(byte... expected) throws MalformedMessageException {
    isNotNull();
    ByteBuffer data = actual.data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    String difference = Words.difference(bytes, expected);
    if (difference != null) {
      throw failureWithActualExpected(
          HexFormat.of().formatHex(bytes),
          HexFormat.of().formatHex(expected),
          "Expected message %s to have other data: %s",
          actual.id(),
          difference);
    }
    return this;
  }

  private static String words(List<DescriptorKind> kinds) {
    return kinds.isEmpty() ? "nothing" : kinds.toString();
  }
}
