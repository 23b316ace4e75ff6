package org.machapi.notification;

import java.util.concurrent.atomic.AtomicBoolean;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.SendOnceRight;

/**
 * A notification that has been asked for. Closing cancels it, if it has not been sent.
 *
 * <p>The kernel keeps one request in each place: one for each name, which dead-name and
 * send-possible share, and one for each port, for no-senders. A new request displaces the one that
 * was there; the send-once right of that one comes here, is owned by this object, and can be {@link
 * #takePrevious() taken}.
 *
 * <p>What closing does:
 *
 * <table>
 *   <caption>Closing a request</caption>
 *   <tr><th>meanwhile</th><th>close</th><th>what arrives</th></tr>
 *   <tr><td>nothing</td><td>cancels; {@link #wasPending()} is true</td>
 *     <td>one {@link SendOnceNotification}, and nothing more</td></tr>
 *   <tr><td>the notification was sent</td><td>finds nothing to cancel</td>
 *     <td>the notification; it is lost for nobody</td></tr>
 *   <tr><td>the same notification port asked again</td><td>leaves the new request alone</td>
 *     <td>nothing through this</td></tr>
 *   <tr><td>somebody else asked in its place</td><td>cancels theirs, since Mach has no
 *     compare-and-set; {@link #wasPending()} is true</td>
 *     <td>at their port one send-once notification, so that they do not wait for ever</td></tr>
 *   <tr><td>what is watched was closed or given away</td><td>does nothing, since the name may be
 *     somebody else's</td><td>a {@link PortDeletedNotification}, if it was the last reference of
 *     the name; else the request stands, and what was asked for will come</td></tr>
 * </table>
 *
 * <p>So close a request before what it watches. Safe for use by several threads.
 */
@InheritableMustCall("close")
public final class NotificationRequest implements AutoCloseable {
  private final Requests requests;
  private final Registration registration;
  private final @Owning BroughtRight<SendOnceRight> previous;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean pending;

  NotificationRequest(
      Requests requests, Registration registration, @Owning @Nullable SendOnceRight previous) {
    this.requests = requests;
    this.registration = registration;
    this.previous = new BroughtRight<>(previous);
  }

  /**
   * Tells whether the request owns the right of one that it displaced.
   *
   * @return whether there was an earlier request, and its right was neither taken nor given back
   */
  public boolean hasPrevious() {
    return previous.isHere();
  }

  /**
   * Moves the send-once right of the request that this one displaced out of here: a notification
   * through it is still being waited for somewhere, perhaps at the same notification port.
   *
   * <p>Ownership: the caller owns the right and must use or close it. Closing it tells its port,
   * with a send-once notification, that nothing will come.
   *
   * @return the right; null if no request was displaced, or its port had died
   * @throws IllegalStateException if it was taken before, or this is closed
   */
  public @Owning @Nullable SendOnceRight takePrevious() {
    return previous.take();
  }

  /**
   * Tells, after {@link #close()}, whether the kernel had a request that was cancelled.
   *
   * @return false if the notification had been sent or could not be cancelled any more, or this is
   *     still open
   */
  public boolean wasPending() {
    return pending;
  }

  /**
   * Cancels the request, if it still stands, and gives back what was displaced, unless it was
   * taken. A second close does nothing. Never waits and never throws.
   */
  @Override
  @EnsuresCalledMethods(value = "this.previous", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.previous", methods = "close")
  public void close() {
    try (previous) {
      if (closed.compareAndSet(false, true)) {
        pending = requests.cancel(registration);
      }
    }
  }
}
