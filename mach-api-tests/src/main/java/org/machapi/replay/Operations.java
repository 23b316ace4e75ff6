package org.machapi.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Every operation of the recorded files, by name. */
final class Operations {
  /** Makes one recorded call and tells what it gave. */
  @FunctionalInterface
  interface Handler {
    Result run(Call call);
  }

  private static final Map<String, Handler> HANDLERS = new HashMap<>();

  static {
    for (Map<String, Handler> group :
        List.of(
            RightOperations.HANDLERS,
            NameOperations.HANDLERS,
            AttributeOperations.HANDLERS,
            GuardOperations.HANDLERS,
            InformationOperations.HANDLERS,
            MessageOperations.HANDLERS,
            WaitingOperations.HANDLERS,
            ExceptionPortOperations.HANDLERS,
            ExceptionMessageOperations.HANDLERS,
            HarnessOperations.HANDLERS)) {
      HANDLERS.putAll(group);
    }
  }

  private Operations() {}

  static @Nullable Handler find(String name) {
    return HANDLERS.get(name);
  }
}
