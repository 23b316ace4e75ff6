/** Messages: building, sending and receiving them. What a received message carries, it owns. */
package org.machapi.message;
