import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.PortSet;
import org.machapi.PortSetView;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveSource;
import org.machapi.ReceiveView;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;

/** A set and its members, each with its own owner. */
final class PortSets {
  static int both(MessageBuffer buffer) throws MachException {
    try (PortSet set = PortSet.allocate();
        ReceiveRight first = ReceiveRight.allocate();
        ReceiveRight second = ReceiveRight.allocate()) {
      set.add(first);
      set.add(second);
      return next(set, buffer) + next(first, buffer);
    }
  }

  static int next(ReceiveSource source, MessageBuffer buffer) throws MachException {
    try (ReceivedMessage message =
        ReceivedMessage.receive(source, buffer, Deadline.immediate())) {
      return message == null ? 0 : message.id();
    }
  }

  static void swap(PortSetView set, ReceiveView out, ReceiveView in) throws MachException {
    if (set.contains(out)) {
      set.remove(out);
    }
    set.add(in);
  }

  static int leave() throws MachException {
    PortSet set = PortSet.allocate();
    return set.relinquish();
  }

  /** Owns a set and one member. */
  @InheritableMustCall("close")
  static final class Server implements AutoCloseable {
    private final @Owning PortSet set;
    private final @Owning ReceiveRight port;

    private Server(@Owning PortSet set, @Owning ReceiveRight port) {
      this.set = set;
      this.port = port;
    }

    static Server open() throws MachException {
      PortSet set = PortSet.allocate();
      ReceiveRight port;
      try {
        port = ReceiveRight.allocate();
      } catch (MachException e) {
        set.close();
        throw e;
      }
      return new Server(set, port);
    }

    @NotOwning PortSetView set() {
      return set;
    }

    @Override
    @EnsuresCalledMethods(
        value = {"this.set", "this.port"},
        methods = "close")
    @EnsuresCalledMethodsOnException(
        value = {"this.set", "this.port"},
        methods = "close")
    public void close() {
      try (set;
          port) {
        // Each is closed, whatever becomes of the other.
      }
    }
  }
}
