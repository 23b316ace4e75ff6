/**
 * The C interface of Mach: one interface per header, names as in C, and nothing checked.
 *
 * <p>Programs use the types of {@code org.machapi}; this package is for what those do not cover
 * yet, and its Javadoc is the manual of the routines.
 */
package org.machapi.raw;
