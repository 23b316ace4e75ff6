package org.machapi.samples;

import org.machapi.tools.Command;

/** A command is to be run, not to be called. */
interface KnowsTools extends Command {}
