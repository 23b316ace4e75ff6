package org.machapi.checker;

import java.util.NavigableSet;
import java.util.Properties;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.checkerframework.checker.resourceleak.ResourceLeakChecker;
import org.checkerframework.checker.rlccalledmethods.RLCCalledMethodsChecker;
import org.checkerframework.framework.source.SourceChecker;

/**
 * Finds, when a program is compiled, port rights, messages and other owners of mach-api that some
 * path through the program does not close: also the path on which a call fails.
 *
 * <p>This is the Resource Leak Checker of the Checker Framework, with its options, its annotations
 * and its keys for {@code @SuppressWarnings} (prefix {@code resourceleak}). It adds words, which
 * say what is lost and what that means in Mach, and finds uses of what is closed or given away
 * already.
 *
 * <p>Is given to javac with {@code -processor}; {@code docs/checker.md} shows how.
 */
public class PortRightLeakChecker extends ResourceLeakChecker {
  private static final String NOT_CLOSED = "required.method.not.called";

  /** Is called by javac. */
  public PortRightLeakChecker() {}

  @Override
  protected Set<Class<? extends SourceChecker>> getSupportedCheckers() {
    return Set.of(CalledMethodsOfRightsChecker.class);
  }

  /** The analysis asks for the part by the class that ours extends. */
  @Override
  public <T extends SourceChecker> @Nullable T getSubchecker(Class<T> type) {
    if (type != (Class<?>) RLCCalledMethodsChecker.class) {
      return super.getSubchecker(type);
    }
    return type.cast(super.getSubchecker(CalledMethodsOfRightsChecker.class));
  }

  @Override
  public void initChecker() {
    super.initChecker();
    // The checkers below report what is wrong with declarations, each in its own words until now.
    Properties ours = getProperties(PortRightLeakChecker.class, MSGS_FILE, false);
    for (SourceChecker below : getSubcheckers()) {
      Properties words = below.getMessagesProperties();
      words.putAll(ours);
      words.put(NOT_CLOSED, ours.getProperty("field.not.closed", NOT_CLOSED));
    }
  }

  /** Puts what is not closed, of which type, and why into our words. */
  @Override
  public void reportError(@Nullable Object source, String key, Object... arguments) {
    if (!key.equals(NOT_CLOSED)) {
      super.reportError(source, key, arguments);
      return;
    }
    String type = Words.withoutAnnotations(String.valueOf(arguments[2]));
    Words words = new Words(getMessagesProperties());
    String sentence =
        words.sentence(String.valueOf(arguments[1]), type, String.valueOf(arguments[3]));
    // The message is "%s"; the argument behind it is what the checker above takes for its counts.
    super.reportError(source, key, sentence, String.valueOf(arguments[1]));
  }

  /** Suppressions that were written for the Resource Leak Checker hold here, too. */
  @Override
  public NavigableSet<String> getSuppressWarningsPrefixes() {
    NavigableSet<String> prefixes = super.getSuppressWarningsPrefixes();
    prefixes.add("resourceleak");
    return prefixes;
  }
}
