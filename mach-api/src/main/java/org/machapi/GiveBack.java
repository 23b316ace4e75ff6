package org.machapi;

/** Gives one right of some kind back to the kernel, by name and without its object. */
@FunctionalInterface
interface GiveBack {
  /** Makes the call; returns what the kernel says. */
  int giveBack(Mach mach, int name);
}
