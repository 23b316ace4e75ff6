package org.machapi.sim;

import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The part of launchd that keeps names of services: which there are, whose, and with what port. It
 * is no task, but holds rights and hears of deaths as one: by notifications, which the kernel here
 * takes in on its behalf.
 */
final class BootstrapServer implements KernelReceiver {
  private final Kernel kernel;
  private final Port notify = new Port();
  private final BootstrapDomain root;
  private final Map<Integer, BootstrapWatched> watched = new HashMap<>();
  private int lastWatch;

  @SuppressWarnings("nullness") // The ports keep the server and use it only when it is complete.
  BootstrapServer(Kernel kernel) {
    this.kernel = kernel;
    this.root = new BootstrapDomain(null, null, this::answer);
    notify.kernelReceiver = this;
  }

  /** Makes a right to the bootstrap port for a new task; null if there is no server. */
  @Nullable Port makeRight() {
    return kernel.configuration.bootstrapServer() ? makeRight(root) : null;
  }

  Port makeRight(BootstrapDomain domain) {
    kernel.ports.makeSend(domain.port);
    return domain.port;
  }

  void declare(String service, String job) {
    if (!kernel.configuration.bootstrapServer()) {
      throw new IllegalStateException("this kernel was made without a bootstrap server");
    }
    byte[] bytes = service.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length >= BOOTSTRAP_MAX_NAME_LEN || service.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "a service name has 1 to " + (BOOTSTRAP_MAX_NAME_LEN - 1) + " bytes, none of them 0");
    }
    String name = name(bytes);
    if (root.services.containsKey(name)) {
      throw new IllegalArgumentException("there is a service \"" + service + "\" already");
    }
    Port port = newPort();
    port.temporaryOwner = true;
    BootstrapService declared = BootstrapService.declared(root, name, port, job);
    port.object = declared;
    root.services.put(name, declared);
  }

  /** Returns a name as the server keeps it: its bytes, whatever characters they stand for. */
  static String name(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Makes a port with the server's own send right to it. */
  private static Port newPort() {
    Port port = new Port();
    port.sendRights = 1;
    return port;
  }

  /** Makes a service that nobody declared. Its receive right is for the caller to hand out. */
  BootstrapService make(BootstrapDomain domain, String name, Task maker) {
    BootstrapService made = BootstrapService.made(domain, name, newPort(), maker);
    enter(made);
    return made;
  }

  /** Makes a service of a port that lives. The send right is used up by success only. */
  boolean register(BootstrapDomain domain, String name, Port port, Task maker) {
    return enter(BootstrapService.made(domain, name, port, maker));
  }

  private boolean enter(BootstrapService service) {
    if (!watch(service.port, service)) {
      return false;
    }
    service.domain.services.put(service.name, service);
    return true;
  }

  /** Lends the receive right of a declared service, to get it back when it is given up. */
  void lend(BootstrapService service) {
    service.active = true;
    service.port.portDestroyedRequest = notify;
    notify.sendOnceRights++;
  }

  /** Makes a subset that lives as long as a port. The send right is used up by success only. */
  @Nullable BootstrapDomain makeSubset(BootstrapDomain parent, Port requestor) {
    BootstrapDomain subset = new BootstrapDomain(parent, requestor, this::answer);
    if (!watch(requestor, subset)) {
      return null;
    }
    parent.subsets.add(subset);
    return subset;
  }

  private boolean watch(Port port, BootstrapWatched what) {
    RequestTable requests = port.requests;
    if (requests == null) {
      requests = new RequestTable(0);
      port.requests = requests;
    }
    int watch = ++lastWatch;
    int place = requests.add(watch, notify, false, false);
    if (place == 0) {
      return false;
    }
    notify.sendOnceRights++;
    what.watch = watch;
    what.place = place;
    watched.put(watch, what);
    return true;
  }

  private void unwatch(@Nullable Port port, BootstrapWatched what) {
    // If the port has died, what was asked for is on its way or was told already.
    if (watched.remove(what.watch) != null && port != null && port.active) {
      RequestTable requests = port.requests;
      if (requests != null) {
        requests.remove(what.place);
        notify.sendOnceRights--;
      }
    }
  }

  @Override
  public void receive(Message message) {
    message.remote = null;
    notify.sendOnceRights--;
    if (message.id == MACH_NOTIFY_DEAD_NAME) {
      int watch = ByteBuffer.wrap(message.body).order(ByteOrder.nativeOrder()).getInt(8);
      BootstrapWatched what = watched.remove(watch);
      if (what instanceof BootstrapService service) {
        forget(service);
      } else if (what instanceof BootstrapDomain subset) {
        shutDown(subset);
      }
    } else if (message.id == MACH_NOTIFY_PORT_DESTROYED) {
      takeBack(message);
    }
    kernel.messages.destroy(message);
  }

  private static void takeBack(Message message) {
    Port port = message.descriptors[0] instanceof Descriptor.Right right ? right.port() : null;
    if (port != null && port.object instanceof BootstrapService service) {
      message.descriptors = Message.NO_DESCRIPTORS;
      port.destination = null;
      port.temporaryOwner = true;
      service.active = false;
    }
  }

  private void answer(Message message) {
    kernel.sender.answerForObject(message, MACH_SEND_TIMEOUT, 0);
  }

  /** Forgets a service, and gives up the rights that the server has to its port. */
  void forget(BootstrapService service) {
    if (!service.domain.services.remove(service.name, service)) {
      return;
    }
    unwatch(service.port, service);
    if (service.isDeclared() && !service.active) {
      kernel.ports.destroy(service.port);
    }
    kernel.ports.releaseSend(service.port);
  }

  private void shutDown(BootstrapDomain subset) {
    // A port that dies on the way may end a subset that is about to be ended here.
    if (subset.parent == null || !subset.parent.subsets.remove(subset)) {
      return;
    }
    unwatch(subset.requestor, subset);
    List.copyOf(subset.subsets).forEach(this::shutDown);
    List.copyOf(subset.services.values()).forEach(this::forget);
    kernel.ports.releaseSend(subset.requestor);
    kernel.ports.destroy(subset.port);
  }

  /** Forgets what a task that has ended made; what is declared waits for the job's next run. */
  void taskEnded(Task task) {
    forgetServicesOf(task, root);
  }

  private void forgetServicesOf(Task task, BootstrapDomain domain) {
    List.copyOf(domain.subsets).forEach(subset -> forgetServicesOf(task, subset));
    for (BootstrapService service : List.copyOf(domain.services.values())) {
      if (service.maker == task) {
        forget(service);
      }
    }
  }
}
