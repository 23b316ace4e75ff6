package org.machapi.census;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds the place in the program from which the library was called. */
final class CallSites {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private static final @Nullable CodeSource LIBRARY = codeSource(CallSites.class);

  /** Where a class comes from takes long to ask, and never changes. */
  private static final ClassValue<Boolean> OUTSIDE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return !Objects.equals(codeSource(type), LIBRARY);
        }
      };

  private CallSites() {}

  /**
   * Returns the innermost call that comes from outside this library, by where its class was loaded
   * from.
   */
  static String caller() {
    return WALKER.walk(
        frames ->
            frames
                .filter(CallSites::isOutside)
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("unknown place"));
  }

  private static boolean isOutside(StackFrame frame) {
    return OUTSIDE.get(frame.getDeclaringClass());
  }

  private static @Nullable CodeSource codeSource(Class<?> type) {
    ProtectionDomain domain = type.getProtectionDomain();
    return domain == null ? null : domain.getCodeSource();
  }
}
