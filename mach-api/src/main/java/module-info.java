/** Mach IPC for Java, with ownership in the types. */
module org.machapi {
  exports org.machapi;
  exports org.machapi.bootstrap;
  exports org.machapi.census;
  exports org.machapi.exception;
  exports org.machapi.message;
  exports org.machapi.notification;
  exports org.machapi.raw;

  uses org.machapi.raw.MachLibraryProvider;

  requires transitive org.jnrproject.ffi;
  // jnr-ffi has no module descriptor, so what it needs at run time is named here.
  requires org.jnrproject.jffi;
  requires org.objectweb.asm;
  requires org.objectweb.asm.util;
  requires static transitive org.checkerframework.checker.qual;
}
