/**
 * Notifications: what the kernel tells a program about the rights it holds, as types that own what
 * they bring.
 *
 * <p>{@link org.machapi.notification.NotificationPort} asks for notifications and receives them; a
 * {@link org.machapi.notification.NotificationListener} is told of them, one method for each kind.
 *
 * <table>
 *   <caption>The notifications of Mach</caption>
 *   <tr><th>number</th><th>tells that</th><th>asked for about</th><th>brings</th></tr>
 *   <tr><td>72</td><td>{@link org.machapi.notification.DeadNameNotification a port has died}</td>
 *     <td>a name of any right to a port</td><td>one more reference to the dead name</td></tr>
 *   <tr><td>65</td><td>{@link org.machapi.notification.PortDeletedNotification a watched name was
 *     freed}</td><td>comes in place of 72 or 66</td><td>nothing</td></tr>
 *   <tr><td>66</td><td>{@link org.machapi.notification.SendPossibleNotification a full queue has
 *     room}</td><td>a name of any right to a port</td><td>nothing</td></tr>
 *   <tr><td>70</td><td>{@link org.machapi.notification.NoSendersNotification the last send right is
 *     gone}</td><td>a port whose receive right is here</td><td>nothing</td></tr>
 *   <tr><td>69</td><td>{@link org.machapi.notification.PortDestroyedNotification a receive right was
 *     given up}</td><td>a port whose receive right is here</td><td>the receive right, with its
 *     queue</td></tr>
 *   <tr><td>71</td><td>{@link org.machapi.notification.SendOnceNotification a send-once right was
 *     dropped unused}</td><td>not asked for</td><td>nothing</td></tr>
 * </table>
 *
 * <p><b>What {@code sync} means</b>, the number in a request: for no-senders the make-send count
 * from which on a port without senders is told at once; for send-possible, other than 0 arms the
 * request at once, and 0 when a send fails; for port-destroyed it must be 0. For dead-name it is 0
 * here: up to macOS 12 any other number made a request for a dead name fire at once; since macOS 13
 * that is an error, whatever the number (XNU osfmk/ipc/mach_port.c:mach_port_request_notification).
 *
 * <p><b>Each fires once</b>, and each is a message through a send-once right that the kernel holds
 * from the request on. A request that is cancelled, displaced or refused gives that right back, and
 * dropping it makes a send-once notification. So no request ends in silence.
 *
 * <p><b>The reference of a dead-name notification.</b> When a port dies for whose name a
 * notification was requested, the dead name has one user reference more than the right had. It
 * belongs to the notification; a program that reads the message and forgets the reference leaks a
 * name with each. Here {@link org.machapi.notification.DeadNameNotification} owns it, and {@link
 * org.machapi.notification.NotificationPort#close} looks after those that nobody has received. A
 * name that has 65,535 references, where counting ends, gets none; giving one back changes nothing
 * there.
 *
 * <p><b>Forgery.</b> A notification is a plain message with a well-known number, and whoever has a
 * right to the port can send one. The kernel says in the trailer of each message who sent it; what
 * the kernel did not send itself is refused with {@link
 * org.machapi.notification.ForgedNotificationException}, and its rights are released. GNU Mach has
 * no such trailers, so that there a forged notification could not be told from a true one; this
 * library is not bound to it (mach-sim, with its rules, delivers Darwin's trailers).
 */
package org.machapi.notification;
