/** A Mach kernel in memory, behind the same interface as the system's. */
module org.machapi.sim {
  requires org.machapi;
}
