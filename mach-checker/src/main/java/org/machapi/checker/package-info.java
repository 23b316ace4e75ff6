/** Finds forgotten port rights when a program is compiled; runs inside javac. */
package org.machapi.checker;
