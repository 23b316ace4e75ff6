package org.machapi.raw;

import org.machapi.Typed;

/** The lowest package knows the one above it. */
public final class PointsUp {
  Typed typed;
}
