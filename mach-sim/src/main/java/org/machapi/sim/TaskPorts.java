package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.SpecialPortConstants.TASK_ACCESS_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_BOOTSTRAP_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_DEBUG_CONTROL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_HOST_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The ports that stand for a task, and the rights that are kept for it as its special ports. */
final class TaskPorts {
  /** A special port that only old kernels know; no header names it any more. */
  private static final int TASK_SEATBELT_PORT = 7;

  /** How many ports can be kept for the children of a task. */
  static final int MAXIMUM_REGISTERED = 3;

  private final Task task;
  private final ControlPorts control;
  private final Port nameOnly = new Port();
  private final Map<Integer, @Nullable Port> kept = new TreeMap<>();
  private @Nullable Port inspect;
  private @Nullable Port read;
  private final @Nullable Port[] registered = new Port[MAXIMUM_REGISTERED];

  /** The port whose send-once and send rights stand for suspensions, made with the first. */
  private @Nullable Port resume;

  /** What the last successful {@link #get} made. */
  @Nullable Port right;

  TaskPorts(Task task) {
    this.task = task;
    this.control =
        new ControlPorts(
            ObjectType.TASK_CONTROL, task.space, task.kernel.configuration.hardenedTasks());
    control.standFor(task);
    control.pin();
    standFor(nameOnly, ObjectType.TASK_NAME);
    kept.put(TASK_BOOTSTRAP_PORT, task.kernel.bootstrap.makeRight());
    kept.put(TASK_SEATBELT_PORT, null);
    kept.put(TASK_ACCESS_PORT, null);
    kept.put(TASK_DEBUG_CONTROL_PORT, null);
  }

  private void standFor(Port port, int type) {
    port.objectType = type;
    port.object = task;
  }

  private Port send(Port port) {
    task.kernel.ports.makeSend(port);
    return port;
  }

  /** Makes a send right to the port with which the task can do everything to itself. */
  Port makeSelf() {
    return send(control.own);
  }

  /** Makes a send right to the port with which others can do everything to the task. */
  Port makeMovable() {
    return send(control.movable);
  }

  /** Makes a send right to the port with which the task can be looked at. */
  Port makeRead() {
    Port port = read;
    if (port == null) {
      port = new Port();
      standFor(port, ObjectType.TASK_READ);
      port.immovableSend = true;
      read = port;
    }
    return send(port);
  }

  private Port makeInspect() {
    Port port = inspect;
    if (port == null) {
      port = new Port();
      standFor(port, ObjectType.TASK_INSPECT);
      port.immovableSend = true;
      inspect = port;
    }
    return send(port);
  }

  /**
   * Makes a port that tells which task is meant and nothing else, new each time, and a send right
   * to it. It outlives the task, and goes with its last send right.
   */
  Port makeIdentityToken() {
    Port port = new Port();
    standFor(port, ObjectType.TASK_ID_TOKEN);
    return send(port);
  }

  /** Returns the port that stands for suspensions, if there ever was one. */
  @Nullable Port resumePort() {
    return resume;
  }

  private Port openResumePort() {
    Port port = resume;
    if (port == null) {
      Port made = new Port();
      standFor(made, ObjectType.TASK_RESUME);
      made.kernelReceiver = message -> task.kernel.suspensions.notified(task, made, message);
      resume = made;
      return made;
    }
    return port;
  }

  /** Makes a send-once right that stands for one suspension. */
  Port makeSuspensionToken() {
    Port port = openResumePort();
    port.sendOnceRights++;
    return port;
  }

  /** Makes a send right that stands for a suspension; when no such right is left, it is told. */
  Port makeHiddenSuspension() {
    Port port = openResumePort();
    if (port.noSendersRequest == null) {
      port.sendOnceRights++;
      port.noSendersRequest = port;
    }
    return send(port);
  }

  /** Keeps rights, null for none, in place of those that were kept. */
  void register(@Nullable Port[] rights) {
    for (int i = 0; i < MAXIMUM_REGISTERED; i++) {
      Port old = registered[i];
      registered[i] = rights[i];
      task.kernel.ports.releaseSend(old);
    }
  }

  @Nullable Port copyRegistered(int place) {
    return task.kernel.ports.copySend(registered[place]);
  }

  int get(int which) {
    right =
        switch (which) {
          case TASK_KERNEL_PORT -> makeMovable();
          case TASK_NAME_PORT -> send(nameOnly);
          case TASK_INSPECT_PORT -> makeInspect();
          case TASK_READ_PORT -> makeRead();
          case TASK_HOST_PORT -> task.kernel.ports.copySend(task.kernel.hostPort);
          default -> copyKept(which);
        };
    boolean known = right != null || kept.containsKey(which);
    return known ? KERN_SUCCESS : KERN_INVALID_ARGUMENT;
  }

  private @Nullable Port copyKept(int which) {
    Port port = kept.get(which);
    boolean hidden =
        Port.valid(port)
            && port.active
            && port.objectType != ObjectType.NONE
            && task.kernel.rules.has(Rule.GIVES_ONLY_QUEUES);
    return hidden ? null : task.kernel.ports.copySend(port);
  }

  /** Keeps a right, which is used up only by success. */
  int set(int which, @Nullable Port port) {
    if (which == TASK_KERNEL_PORT || which == TASK_HOST_PORT) {
      return KERN_NO_ACCESS;
    }
    if (!kept.containsKey(which)) {
      return KERN_INVALID_ARGUMENT;
    }
    Port old = kept.get(which);
    boolean onlyOnce = which == TASK_SEATBELT_PORT || which == TASK_ACCESS_PORT;
    if (onlyOnce && Port.valid(old)) {
      return KERN_NO_ACCESS;
    }
    kept.put(which, port);
    task.kernel.ports.releaseSend(old);
    return KERN_SUCCESS;
  }

  void terminate() {
    kept.replaceAll(
        (which, port) -> {
          task.kernel.ports.releaseSend(port);
          return null;
        });
    register(new Port[MAXIMUM_REGISTERED]);
    task.kernel.ports.destroy(control.movable);
    task.kernel.ports.destroy(nameOnly);
    for (Port port : Arrays.asList(inspect, read, resume)) {
      if (port != null) {
        task.kernel.ports.destroy(port);
      }
    }
    control.destroyOwn(task.kernel.ports);
  }
}
