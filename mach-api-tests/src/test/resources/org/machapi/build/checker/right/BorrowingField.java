import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;

/** A field that borrows says so by its type, or by an annotation. */
final class BorrowingField {
  private final SendView view;
  private final @NotOwning SendRight right;

  BorrowingField(SendView view, @NotOwning SendRight right) {
    this.view = view;
    this.right = right;
  }

  boolean dead() throws MachException {
    return view.isDead() || right.isDead();
  }
}
