/**
 * Who holds what: every name of a port space, what it stands for, and where in the program it was
 * acquired.
 */
package org.machapi.census;
