package org.machapi.checker;

import org.machapi.Typed;

/** Is made of what it is to look at. */
public final class KnowsTheLibrary {
  Typed typed;
}
