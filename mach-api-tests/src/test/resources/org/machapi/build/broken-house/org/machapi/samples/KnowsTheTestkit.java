package org.machapi.samples;

import org.machapi.testkit.ForTests;

/** Knows what is for tests only. */
interface KnowsTheTestkit {
  ForTests forTests();
}
