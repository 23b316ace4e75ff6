package org.machapi.replay;

import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One recorded call.
 *
 * @param index position in its sequence, from 0
 * @param task the task that calls
 * @param thread the calling thread of that task; 0 is the first
 * @param name the Mach call, or the harness operation
 * @param args the arguments
 * @param code the return code
 * @param out the output values, or null where there are none
 * @param guards the guard exceptions that the call raised, in order
 * @param state the complete state of every task after the call
 */
record Operation(
    int index,
    String task,
    int thread,
    String name,
    Fields args,
    int code,
    @Nullable Fields out,
    List<Fields> guards,
    Map<String, Map<String, PortEntry>> state) {}
