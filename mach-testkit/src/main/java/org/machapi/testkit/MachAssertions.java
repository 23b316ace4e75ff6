package org.machapi.testkit;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.PortView;
import org.machapi.message.OutOfLineMemory;
import org.machapi.message.ReceivedMessage;

/**
 * AssertJ assertions about Mach, to be imported statically beside AssertJ's own. What they compare
 * is what the kernel says at that moment, never what an object remembers; they acquire nothing and
 * close nothing.
 */
public final class MachAssertions {
  private MachAssertions() {}

  /**
   * Begins assertions about a port space.
   *
   * @param actual the space
   * @return the assertions
   */
  public static SpaceAssert assertThat(@Nullable IpcSpace actual) {
    return new SpaceAssert(actual);
  }

  /**
   * Begins assertions about a right or a view. The right stays its owner's.
   *
   * @param actual the right
   * @return the assertions
   */
  public static PortAssert assertThat(@Nullable PortView actual) {
    return new PortAssert(actual);
  }

  /**
   * Begins assertions about a message. It keeps what it carries.
   *
   * @param actual the message
   * @return the assertions
   */
  public static MessageAssert assertThat(@Nullable ReceivedMessage actual) {
    return new MessageAssert(actual);
  }

  /**
   * Begins assertions about memory that came with a message. It stays its owner's.
   *
   * @param actual the memory
   * @return the assertions
   */
  public static MemoryAssert assertThat(@Nullable OutOfLineMemory actual) {
    return new MemoryAssert(actual);
  }
}
