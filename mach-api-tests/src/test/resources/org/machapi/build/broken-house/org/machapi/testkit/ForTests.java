package org.machapi.testkit;

/** Something that only tests may know. */
public interface ForTests {}
