package org.machapi.census;

/** Breaks the rule that management is known where the bean of a ledger is registered, only. */
class KnowsManagement {
  javax.management.MBeanServer server;
}
