/** The bootstrap server: finding the ports of other programs by name, and being found. */
package org.machapi.bootstrap;
