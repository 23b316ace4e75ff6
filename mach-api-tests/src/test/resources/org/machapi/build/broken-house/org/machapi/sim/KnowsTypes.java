package org.machapi.sim;

import org.machapi.Typed;

/** Knows the types that stand in front of the seam. */
public final class KnowsTypes {
  Typed typed;
}
