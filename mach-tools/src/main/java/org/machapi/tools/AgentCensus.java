package org.machapi.tools;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.machapi.Mach;
import org.machapi.census.Census;
import org.machapi.census.Ledger;
import org.machapi.flight.Flight;

/** The part of the agent that knows the library; see {@link MachportsAgent}. */
public final class AgentCensus {
  static final String SNAPSHOT = "snapshot.json";

  private AgentCensus() {}

  /**
   * Takes a census of the process on the kernel that serves it, with its ledger if it has one.
   *
   * @param folder where the snapshot goes
   * @throws IOException if it cannot be written
   */
  public static void write(Path folder) throws IOException {
    if (isOwnCopy()) {
      Flight.leaveAlone();
    }
    Mach mach = Mach.system();
    Snapshot snapshot = new Snapshot(mach.kernel(), Census.take(mach, Ledger.of(mach)));
    Path part = folder.resolve(SNAPSHOT + ".part");
    try (Writer writer = TextFile.create(part)) {
      SnapshotWriter.write(snapshot, writer);
    }
    Files.move(part, folder.resolve(SNAPSHOT), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Whether the library came with the agent, and is to go with it. Where tool and library are on
   * the class path of the process, both are the program's own.
   */
  static boolean isOwnCopy() {
    ClassLoader loader = AgentCensus.class.getClassLoader();
    return Mach.class.getClassLoader() == loader && loader != ClassLoader.getSystemClassLoader();
  }
}
