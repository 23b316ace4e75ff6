package org.machapi.sim;

/** The processor of the simulated Mac, which decides what flavours of thread state there are. */
public enum MachineArchitecture {
  /** Intel. */
  X86_64,

  /** Apple silicon. */
  ARM64;

  /**
   * Returns the one of the machine this runs on: ARM64 on aarch64, else X86_64.
   *
   * @return the architecture
   */
  public static MachineArchitecture host() {
    return "aarch64".equals(System.getProperty("os.arch")) ? ARM64 : X86_64;
  }
}
