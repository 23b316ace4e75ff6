package org.machapi.testkit;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.machapi.MachException;

/**
 * Keeps spaces and scopes in JUnit's stores, which close them: the space of a simulated task with
 * the test or class that asked for it first, that of the program with the last test of all.
 */
final class TestedSpaces {
  private static final Namespace NAMESPACE = Namespace.create("org.machapi.testkit");

  private TestedSpaces() {}

  /** Returns the space that a test or class uses; makes the task of its own that it should have. */
  static TestedSpace of(ExtensionContext context) throws MachException {
    TestedSpace space = existing(context);
    if (space == null) {
      Simulated wanted = Configurations.simulated(context);
      if (wanted == null) {
        throw new IllegalStateException("no @Simulated, and no space of the program");
      }
      space = TestedSpace.of(Simulation.create(wanted));
      store(context).put(key(wanted), space);
      begin(context, space, true);
    }
    return space;
  }

  /** Returns the space that a test or class uses; null if it has yet to be made. */
  static @Nullable TestedSpace existing(ExtensionContext context) {
    Simulated wanted = Configurations.simulated(context);
    // The store asks those of the classes around it, too.
    return wanted == null
        ? store(context.getRoot())
            .getOrComputeIfAbsent("program", key -> TestedSpace.ofTheProgram(), TestedSpace.class)
        : store(context).get(key(wanted), TestedSpace.class);
  }

  /** Begins the scope of a test or class, unless it has begun. */
  static void begin(ExtensionContext context, TestedSpace space, boolean isFirst)
      throws MachException {
    Object key = scopeKey(context);
    if (store(context).get(key) == null) {
      boolean isTest = context.getTestMethod().isPresent();
      store(context).put(key, new Scope(space, isTest, isFirst));
    }
  }

  /** Returns the scope of a test or class, which the store closes; null if it never began. */
  static @Nullable Scope scope(ExtensionContext context) {
    return store(context).get(scopeKey(context), Scope.class);
  }

  /** Two annotations that say the same share a kernel, where one stands around the other. */
  private static Object key(Simulated wanted) {
    return List.of("simulated", wanted);
  }

  /** A store would find the scope of the class for the test. */
  private static Object scopeKey(ExtensionContext context) {
    return List.of("scope", context.getUniqueId());
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
