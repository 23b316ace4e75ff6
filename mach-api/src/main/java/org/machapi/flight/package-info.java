/**
 * Events for Java Flight Recorder. Not exported; knows no other package, and no other knows {@code
 * jdk.jfr}.
 *
 * <p>Where that module is missing nothing but {@link org.machapi.flight.Flight} is ever loaded; and
 * the events are not loaded before somebody starts a recording, since the first class of that kind
 * takes a program a tenth of a second. Hence each use asks {@code Flight.isOn()} first.
 */
package org.machapi.flight;
