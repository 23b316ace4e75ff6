package org.machapi.sim;

import org.checkerframework.checker.nullness.qual.Nullable;

/** A name that the bootstrap server knows, with the send right that it keeps for it. */
final class BootstrapService extends BootstrapWatched {
  final BootstrapDomain domain;
  final String name;
  final Port port;

  /** The job that it was declared for; null if nobody declared it. */
  final @Nullable String job;

  /** The task that made it; null if it was declared. */
  final @Nullable Task maker;

  /** Somebody has checked in and not given the receive right back, or has registered the port. */
  boolean active;

  private BootstrapService(
      BootstrapDomain domain, String name, Port port, @Nullable String job, @Nullable Task maker) {
    this.domain = domain;
    this.name = name;
    this.port = port;
    this.job = job;
    this.maker = maker;
  }

  static BootstrapService declared(BootstrapDomain domain, String name, Port port, String job) {
    return new BootstrapService(domain, name, port, job, null);
  }

  static BootstrapService made(BootstrapDomain domain, String name, Port port, Task maker) {
    BootstrapService service = new BootstrapService(domain, name, port, null, maker);
    service.active = true;
    return service;
  }

  /** Tells whether the receive right comes back to the server when who has it gives it up. */
  boolean isDeclared() {
    return job != null;
  }

  boolean belongsTo(Task task) {
    return job == null ? maker == task : job.equals(task.name);
  }
}
