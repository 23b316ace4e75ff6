/** The command {@code machports}: who holds which port, at the command line. */
package org.machapi.tools;
