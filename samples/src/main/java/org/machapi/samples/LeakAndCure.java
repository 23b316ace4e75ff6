package org.machapi.samples;

import org.machapi.Mach;

/**
 * Shows the two leaks of Mach that nobody documents, and their cure: on macOS against the kernel,
 * elsewhere against the simulated one. Every number printed was read back from the kernel. Ends
 * with status 0 only if every claim held.
 */
public final class LeakAndCure {
  private LeakAndCure() {}

  /**
   * Tells the story.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Mach mach = Mach.system();
    Claims claims = new Claims(System.out);
    claims.say("The kernel that serves: %s", mach.kernel());

    claims.chapter("1. Thread ports");
    new ThreadPortsStory(mach, claims).tell();

    claims.chapter("2. Exception messages");
    new ExceptionMessagesStory(mach, claims).tell();

    claims.chapter("3. What happens when the count is full?");
    new FullCountStory(mach, claims).tell();
    if (mach.kernel().startsWith("mach-sim")) {
      // On macOS mach-sim is not there, and history cannot be had from the kernel.
      new OldKernelStory(claims).tell();
    }

    claims.chapter("4. Who holds what?");
    new WhoHoldsWhatStory(mach, claims).tell();

    System.exit(claims.verdict());
  }
}
