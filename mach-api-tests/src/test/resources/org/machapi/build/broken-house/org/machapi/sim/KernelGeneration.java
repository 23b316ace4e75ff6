package org.machapi.sim;

/** Which kernel is simulated. */
public enum KernelGeneration {
  OLD
}
