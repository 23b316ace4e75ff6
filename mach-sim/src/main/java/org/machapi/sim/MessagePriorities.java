package org.machapi.sim;

/**
 * How a message priority holds its numbers, as the system library counts them: the classes of
 * service are 1 to 6, and all else is none.
 */
final class MessagePriorities {
  private static final int LAST_CLASS = 6;
  private static final int CLASS_MASK = 0xf;
  private static final int BYTE_MASK = 0xff;
  private static final int RELATIVE_SHIFT = 8;
  private static final int CLASS_SHIFT = 16;
  private static final int OVERRIDE_SHIFT = 20;

  private MessagePriorities() {}

  private static boolean isClass(int number) {
    return number > 0 && number <= LAST_CLASS;
  }

  static int encode(byte overrideClass, byte messageClass, int relativePriority) {
    int priority = 0;
    if (isClass(messageClass)) {
      priority |= messageClass << CLASS_SHIFT;
      priority |= (relativePriority - 1 & BYTE_MASK) << RELATIVE_SHIFT;
    }
    return isClass(overrideClass) ? priority | overrideClass << OVERRIDE_SHIFT : priority;
  }

  static boolean isOfThreadLibrary(int priority) {
    return (priority & BYTE_MASK) == BYTE_MASK;
  }

  static byte overrideClass(int priority) {
    return classAt(priority, OVERRIDE_SHIFT);
  }

  static byte messageClass(int priority) {
    return classAt(priority, CLASS_SHIFT);
  }

  private static byte classAt(int priority, int shift) {
    int number = priority >>> shift & CLASS_MASK;
    return (byte) (isClass(number) ? number : 0);
  }

  static int relativePriority(int priority) {
    return messageClass(priority) == 0 ? 0 : (byte) (priority >>> RELATIVE_SHIFT) + 1;
  }
}
