package org.machapi.benchmarks;

/**
 * One measured figure.
 *
 * @param what what is called: pair, outParameter or message; or a method of a benchmark of the
 *     simulated kernel
 * @param way how it is called: raw, jni, ffm, jnaDirect or jnaInterface; or with how many names in
 *     the simulated task, empty if that is not varied
 * @param nanoseconds for one round
 * @param error half the width of the 99.9 % confidence interval, in nanoseconds
 * @param bytes allocated in one round
 */
record Figure(String what, String way, double nanoseconds, double error, double bytes) {}
