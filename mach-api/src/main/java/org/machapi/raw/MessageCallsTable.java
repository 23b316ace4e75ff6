package org.machapi.raw;

/**
 * Remembers for each loaded library how its messages are carried.
 *
 * <p>JNR-FFI implements an interface, and an interface has no place for a field. But it makes a
 * class of its own for each library that it loads, and a {@link ClassValue} hangs a value on a
 * class: looking it up costs about as much as reading a field, and no object.
 */
final class MessageCallsTable {
  /** One element: what the library's messages go through. Filled in once, by the loader. */
  private static final ClassValue<MessageCalls[]> CALLS =
      new ClassValue<>() {
        @Override
        protected MessageCalls[] computeValue(Class<?> type) {
          return new MessageCalls[1];
        }
      };

  private MessageCallsTable() {}

  /** Returns what was put in for this library. */
  static MessageCalls of(BoundLibrary library) {
    return CALLS.get(library.getClass())[0];
  }

  /** To be called before the library is given to anybody. */
  static void put(BoundLibrary library, MessageCalls calls) {
    CALLS.get(library.getClass())[0] = calls;
  }
}
