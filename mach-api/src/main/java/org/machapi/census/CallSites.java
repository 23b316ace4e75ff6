package org.machapi.census;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds the place in the program from which the library was called.
 *
 * <p>What is of the library says its package together with the place it was loaded from: programs
 * have packages of their own below this one, and may be packed into one jar with the library.
 */
final class CallSites {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private static final @Nullable CodeSource LIBRARY = codeSource(CallSites.class);

  /** Read from a class, so that it is right where a jar has the library under another name. */
  private static final String ROOT = root(CallSites.class.getPackageName());

  private static final Set<String> PACKAGES =
      Set.of(
          "",
          ".raw",
          ".flight",
          ".message",
          ".notification",
          ".exception",
          ".bootstrap",
          ".census");

  private enum Origin {
    LIBRARY,
    JDK,
    PROGRAM
  }

  /** Where a class comes from takes long to ask, and never changes. */
  private static final ClassValue<Origin> ORIGINS =
      new ClassValue<>() {
        @Override
        protected Origin computeValue(Class<?> type) {
          if (isOfLibrary(type)) {
            return Origin.LIBRARY;
          }
          ClassLoader loader = type.getClassLoader();
          return loader == null || loader == ClassLoader.getPlatformClassLoader()
              ? Origin.JDK
              : Origin.PROGRAM;
        }
      };

  private CallSites() {}

  /**
   * Returns the innermost call that is the program's: neither in this library, by where its class
   * was loaded from, nor in the JDK, which calls for many; the JDK's if there is no other.
   */
  static String caller() {
    return WALKER.walk(frames -> find(frames.iterator()));
  }

  private static String find(Iterator<StackFrame> frames) {
    StackFrame ofJdk = null;
    while (frames.hasNext()) {
      StackFrame frame = frames.next();
      Origin origin = ORIGINS.get(frame.getDeclaringClass());
      if (origin == Origin.PROGRAM) {
        return frame.toStackTraceElement().toString();
      }
      if (origin == Origin.JDK && ofJdk == null) {
        ofJdk = frame;
      }
    }
    return ofJdk == null ? "unknown place" : ofJdk.toStackTraceElement().toString();
  }

  static boolean isOfLibrary(Class<?> type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT)
        && PACKAGES.contains(name.substring(ROOT.length()))
        && Objects.equals(codeSource(type), LIBRARY);
  }

  private static String root(String subpackage) {
    return subpackage.substring(0, subpackage.lastIndexOf('.'));
  }

  private static @Nullable CodeSource codeSource(Class<?> type) {
    ProtectionDomain domain = type.getProtectionDomain();
    return domain == null ? null : domain.getCodeSource();
  }
}
