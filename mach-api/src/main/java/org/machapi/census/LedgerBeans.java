package org.machapi.census;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The management bean of one ledger, if it has one. Knows no class of the module {@code
 * java.management}, which may be missing.
 */
final class LedgerBeans {
  private @Nullable String registered;

  LedgerBeans() {}

  synchronized String register(Ledger ledger, String name) {
    if (!isManagementInstalled()) {
      throw new IllegalStateException(
          "There is no management here: add the module java.management to the program.");
    }
    if (registered != null) {
      throw new IllegalStateException("The ledger is offered already, as " + registered + ".");
    }
    String objectName = LedgerRegistration.register(new LedgerBean(ledger), name);
    registered = objectName;
    return objectName;
  }

  synchronized void unregister() {
    String objectName = registered;
    if (objectName != null) {
      registered = null;
      LedgerRegistration.unregister(objectName);
    }
  }

  /** A module that is there need not be visible here: the descriptor names it as optional. */
  static boolean isManagementInstalled() {
    return ModuleLayer.boot()
        .findModule("java.management")
        .map(module -> LedgerBeans.class.getModule().canRead(module))
        .orElse(false);
  }
}
