package org.machapi.gnumach;

import java.util.List;

/**
 * Steps in fresh tasks.
 *
 * @param title what it is about
 * @param tasks one or two; two know each other's inbox: {@code $2} is a task's own, {@code $3} a
 *     send right to the other's
 */
record Sequence(String title, int tasks, List<Step> steps) {}
