/**
 * Replays recorded behaviour of Apple's IPC code against the simulated kernel, through {@link
 * org.machapi.raw.MachLibrary}, and says where the two differ.
 */
package org.machapi.replay;
