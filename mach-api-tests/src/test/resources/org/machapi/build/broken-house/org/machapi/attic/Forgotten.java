package org.machapi.attic;

/** Stands in a package that no rule knows. */
public final class Forgotten {}
