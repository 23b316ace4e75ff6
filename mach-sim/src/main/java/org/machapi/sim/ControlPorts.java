package org.machapi.sim;

/**
 * The ports with which everything can be done to a task or thread: one that everybody may have, and
 * the one that its own task has. They are the same port unless the task is hardened; then its own
 * is immovable, and it is what the task gets whenever the other one is given to it.
 */
final class ControlPorts {
  final Port movable = new Port();
  final Port own;

  /**
   * Makes the ports, which stand for nothing yet.
   *
   * @param owner the names of the task that gets its own port
   */
  ControlPorts(int objectType, Space owner, boolean hardened) {
    movable.objectType = objectType;
    if (hardened) {
      own = new Port();
      own.objectType = objectType;
      own.immovableSend = true;
      movable.substitute = new Port.Substitute(owner, own);
    } else {
      own = movable;
    }
  }

  /** Sets what the ports stand for. */
  void standFor(Object object) {
    movable.object = object;
    own.object = object;
  }

  /** Forbids the task to give up its last reference. Only the port of a hardened task can be. */
  void pin() {
    own.pinned = own != movable;
  }

  void unpin() {
    own.pinned = false;
  }

  void destroyOwn(Ports ports) {
    if (own != movable) {
      ports.destroy(own);
    }
  }
}
