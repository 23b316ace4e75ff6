import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveView;
import org.machapi.SendRight;
import org.machapi.message.ReceivedMessage;

/** What left the library as a number is beyond the checker. */
final class RawNameLost {
  static void lost(ReceiveView port) {
    SendRight right = port.makeSend();
    right.relinquish();
  }

  static void guarded(@Owning ReceiveRight port) {
    port.relinquishGuarded();
  }

  static void taken(ReceivedMessage message) {
    message.takePortName(0);
  }

  static int raw(Mach mach) {
    return mach.library().mach_thread_self();
  }
}
