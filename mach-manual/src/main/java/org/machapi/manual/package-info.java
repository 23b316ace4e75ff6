/** What the Javadoc of this project needs beside the sources. */
package org.machapi.manual;
