package org.machapi.sim;

import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_DEFAULT;
import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_KERNEL;

import java.util.ArrayDeque;
import java.util.ArrayList;
import org.checkerframework.checker.nullness.qual.EnsuresNonNullIf;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A port: the counts of rights to it, its queue, and who wants to hear what about it.
 *
 * <p>Only state, because several parts of the kernel change it, and because a program can have very
 * many of them. All fields are guarded by the kernel's lock.
 */
final class Port {
  /** What a message or a slot holds where a right to a port that died should be. */
  static final Port DEAD = new Port();

  boolean active = true;

  /**
   * The space with the receive right; null while the right is in a message, and if the kernel
   * receives.
   */
  @Nullable Space receiver;

  /** The name of the receive right in {@link #receiver}; 0 while the right is in a message. */
  int name;

  /** What the port stands for, as {@code mach_port_kobject} numbers it, and the object itself. */
  int objectType = ObjectType.NONE;

  @Nullable Object object;

  /** Takes the messages of a port that the kernel receives on, other than those of its objects. */
  @Nullable KernelReceiver kernelReceiver;

  /** A port of which nobody may hand a send right to another task. */
  boolean immovableSend;

  /** A port of which no task may give up its last reference. */
  boolean pinned;

  /** Another port that one task gets in place of this one. */
  @Nullable Substitute substitute;

  /** Send rights: one for each space, message and kernel slot that has any. */
  int sendRights;

  int sendOnceRights;
  int makeSendCount;

  @Nullable Port noSendersRequest;
  @Nullable Port portDestroyedRequest;

  /** Dead-name and send-possible requests, made with the first of them. */
  @Nullable RequestTable requests;

  /** A send-possible request waits for room in the queue. */
  boolean sendPossibleArmed;

  long context;
  boolean guarded;
  boolean strictGuard;
  boolean immovableReceive;
  boolean importanceDonation;
  boolean temporaryOwner;

  /**
   * The port that the message with this port's receive right was sent to, if there is such a
   * message.
   */
  @Nullable Port destination;

  /** What the table of a port space shows for the port; 0 until one has shown it. */
  int shownNumber;

  /** When the port died, to tell which of two died first. */
  int timeOfDeath;

  @Nullable Message firstMessage;
  @Nullable Message lastMessage;

  /** Messages in the queue, and places kept for senders that were just woken. */
  int messageCount;

  int queueLimit = MACH_PORT_QLIMIT_DEFAULT;
  int sequenceNumber;

  @Nullable ArrayDeque<Waiter> waitingReceivers;
  @Nullable ArrayDeque<Waiter> waitingSenders;
  @Nullable ArrayList<PortSet> sets;

  /** Sets that the port was taken out of, and through which its messages can still be received. */
  @Nullable ArrayList<PortSet> setsLeftReady;

  /** The spaces that have a send right and not the receive right, and their names for it. */
  @Nullable SendName sendNames;

  /**
   * A port that a task gets in place of another.
   *
   * @param space the names of that task
   * @param port the port it gets
   */
  record Substitute(Space space, Port port) {}

  /** Tells whether there is a port, dead or alive, behind what a message or slot holds. */
  @EnsuresNonNullIf(expression = "#1", result = true)
  static boolean valid(@Nullable Port port) {
    return port != null && port != DEAD;
  }

  /**
   * Tells whether the port stands for a task, a thread or another object of the kernel, which takes
   * its messages. Those of a timer are for whoever made it.
   */
  boolean isKernelObject() {
    return objectType != ObjectType.NONE && objectType != ObjectType.TIMER;
  }

  boolean isFull() {
    return messageCount >= queueLimit;
  }

  boolean isFullEvenForTheKernel() {
    return messageCount >= MACH_PORT_QLIMIT_KERNEL;
  }
}
