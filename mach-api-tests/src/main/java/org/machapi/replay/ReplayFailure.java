package org.machapi.replay;

/**
 * The replay itself cannot go on, so that what was to be compared cannot be had: a difference too.
 */
final class ReplayFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplayFailure(String message) {
    super(message);
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
