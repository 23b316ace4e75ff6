package org.machapi;

/** Stands where it should. */
public final class Typed {}
