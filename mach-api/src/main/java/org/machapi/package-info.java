/**
 * Mach port rights as objects: each right that a call gives is an object, and closing it gives the
 * right back, exactly once.
 *
 * <p>The verbs mean the same everywhere:
 *
 * <table>
 *   <caption>Verbs</caption>
 *   <tr><th>verb</th><th>meaning</th></tr>
 *   <tr><td>adopt</td><td>take over a raw name; from then on the object owns one user reference</td></tr>
 *   <tr><td>borrow, lend</td><td>look at a right or its name without owning it</td></tr>
 *   <tr><td>make</td><td>create a send or send-once right from a receive right</td></tr>
 *   <tr><td>copy</td><td>one more user reference to the same right, owned separately</td></tr>
 *   <tr><td>take</td><td>move a right out of a message or list, which no longer owns it then</td></tr>
 *   <tr><td>transfer</td><td>give the right to somebody else; on failure it is still yours</td></tr>
 *   <tr><td>relinquish</td><td>leave the library with the raw name, which you alone own then</td></tr>
 *   <tr><td>close</td><td>give it back, exactly once; a second close does nothing</td></tr>
 * </table>
 *
 * <p>Borrowed things have types of their own, without {@code close}: {@link org.machapi.Task},
 * {@link org.machapi.MachThread}, {@link org.machapi.Host}, {@link org.machapi.SendView} and {@link
 * org.machapi.ReceiveView}.
 *
 * <p>Ports of tasks and threads come in {@linkplain org.machapi.Flavour flavours}, with a class and
 * a view for each: {@link org.machapi.NamedTask}, {@link org.machapi.InspectableTask}, {@link
 * org.machapi.ReadableTask} and {@link org.machapi.Task}; {@link org.machapi.InspectableThread},
 * {@link org.machapi.ReadableThread} and {@link org.machapi.MachThread}. A call that needs a
 * stronger port than the type promises does not compile.
 */
package org.machapi;
