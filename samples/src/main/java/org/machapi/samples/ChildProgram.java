package org.machapi.samples;

import java.io.IOException;
import java.time.Duration;
import org.machapi.Mach;
import org.machapi.message.Deadline;

/** The program that the parent starts as its child: hands its task port over, and waits. */
public final class ChildProgram {
  private ChildProgram() {}

  /**
   * Reports, and ends when the parent closes the pipe. Ends with status 1 if there is no parent.
   *
   * @param args none
   * @throws IOException if the pipe cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (!HandshakeChild.report(Mach.system(), Deadline.in(Duration.ofSeconds(5)))) {
      System.err.println("The child has found nobody to report to.");
      System.exit(1);
    }
    while (System.in.read() >= 0) {
      // Nothing that comes means anything.
    }
  }
}
