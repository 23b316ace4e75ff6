/** A Mach kernel in memory, behind the same interface as the system's. */
module org.machapi.sim {
  exports org.machapi.sim;

  provides org.machapi.raw.MachLibraryProvider with
      org.machapi.sim.SimulatedLibraryProvider;

  requires transitive org.machapi;
}
