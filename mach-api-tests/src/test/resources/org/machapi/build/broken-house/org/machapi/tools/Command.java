package org.machapi.tools;

public interface Command {}
