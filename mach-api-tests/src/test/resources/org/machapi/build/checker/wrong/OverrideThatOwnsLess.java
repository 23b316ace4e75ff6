import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.SendRight;

/** What takes ownership in a supertype takes it in each subtype. */
final class OverrideThatOwnsLess {
  interface Sink {
    void put(@Owning SendRight right);
  }

  static final class Forgetful implements Sink {
    @Override
    public void put(SendRight right) { // error: ownership of parameter right is not what the overridden method promises
      right.name();
    }
  }
}
