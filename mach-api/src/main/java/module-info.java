/** Mach IPC for Java, with ownership in the types. */
module org.machapi {
  exports org.machapi;
  exports org.machapi.bootstrap;
  exports org.machapi.census;
  exports org.machapi.exception;
  exports org.machapi.message;
  exports org.machapi.notification;
  exports org.machapi.raw;

  uses org.machapi.RightsObserverProvider;
  uses org.machapi.raw.MachLibraryProvider;

  provides org.machapi.RightsObserverProvider with
      org.machapi.census.LedgerProvider;

  requires transitive org.jnrproject.ffi;
  // jnr-ffi has no module descriptor, so what it needs at run time is named here.
  requires org.jnrproject.jffi;
  requires org.objectweb.asm;
  requires org.objectweb.asm.util;
  // Without these there are no events for the flight recorder, and no management bean.
  requires static java.management;
  requires static jdk.jfr;
  requires static transitive org.checkerframework.checker.qual;
}
