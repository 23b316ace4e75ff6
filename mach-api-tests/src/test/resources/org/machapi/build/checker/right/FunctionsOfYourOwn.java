import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** An interface of the program's own says who owns what goes through it. */
final class FunctionsOfYourOwn {
  interface Source {
    SendRight get() throws MachException;
  }

  interface Sink {
    void put(@Owning SendRight right);
  }

  static void pass(Source from, Sink to) throws MachException {
    to.put(from.get());
  }

  static void use(ReceiveView port) throws MachException {
    pass(port::makeSend, right -> right.close());
  }
}
