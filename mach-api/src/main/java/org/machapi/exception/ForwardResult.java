package org.machapi.exception;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.MachException;
import org.machapi.raw.KernReturnConstants;

/** What became of an exception message that was handed on. Owns nothing. */
public final class ForwardResult {
  private static final ForwardResult DIRECT =
      new ForwardResult(null, EnumSet.noneOf(ForwardLoss.class), null);

  private final @Nullable KernReturn answer;
  private final Set<ForwardLoss> losses;
  private final @Nullable MachException problem;

  private ForwardResult(
      @Nullable KernReturn answer, Set<ForwardLoss> losses, @Nullable MachException problem) {
    this.answer = answer;
    this.losses = Collections.unmodifiableSet(losses);
    this.problem = problem;
  }

  /** The next handler has the right to answer. */
  static ForwardResult direct() {
    return DIRECT;
  }

  /** The next handler has answered, and so was the kernel. */
  static ForwardResult answered(int code, EnumSet<ForwardLoss> losses) {
    return new ForwardResult(new KernReturn(code), losses, null);
  }

  /** The next handler gave an answer that is none, and the kernel was told of failure. */
  static ForwardResult malformed(MachException problem, EnumSet<ForwardLoss> losses) {
    return new ForwardResult(problem.kernReturn(), losses, problem);
  }

  /**
   * Tells whether the next handler got the right to answer itself.
   *
   * @return true if its answer goes to the kernel directly; false if it came here and was carried
   *     back
   */
  public boolean isDirect() {
    return answer == null;
  }

  /**
   * Returns what the next handler has answered. The kernel was told success or failure: the numbers
   * of errors mean nothing to it, but for {@code MACH_RCV_PORT_DIED}, which it was told and takes
   * for success: the thread goes on.
   *
   * @return the code; {@code MIG_SERVER_DIED} if it gave up the right to answer or ended; what MIG
   *     says of an answer that is none; null if it answers the kernel itself
   */
  public @Nullable KernReturn answer() {
    return answer;
  }

  /**
   * Tells whether the next handler said that it has handled the exception.
   *
   * @return true for success, of which {@code MACH_RCV_PORT_DIED} is none; false if it is not
   *     known, since it answers the kernel itself
   */
  public boolean isHandled() {
    return answer != null && answer.code() == KernReturnConstants.KERN_SUCCESS;
  }

  /**
   * Returns what was lost in the conversion.
   *
   * @return the losses, empty if there were none; unmodifiable
   */
  public Set<ForwardLoss> losses() {
    return losses;
  }

  /**
   * Returns what was wrong with the answer of the next handler.
   *
   * @return why it was taken for failure; null if it was a good answer, or none is known
   */
  public @Nullable MachException problem() {
    return problem;
  }

  /**
   * Returns how it went.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return (answer == null ? "handed on" : "answered " + answer)
        + (losses.isEmpty() ? "" : ", lost " + losses)
        + (problem == null ? "" : ", " + problem.getMessage());
  }
}
