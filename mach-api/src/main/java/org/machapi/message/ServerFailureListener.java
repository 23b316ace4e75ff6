package org.machapi.message;

/**
 * Is told what went wrong while a {@link MessageServer} served. Several threads may call it at the
 * same time, if several serve. What it throws is logged, and otherwise ignored.
 */
@FunctionalInterface
public interface ServerFailureListener {

  /**
   * Something went wrong.
   *
   * @param failure what
   */
  void onFailure(ServerFailure failure);
}
