package org.machapi.exception;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.SendRight;

/**
 * Any number of send rights with one owner. The leak checker cannot follow what is in a collection,
 * so this is the one place where it is told to trust: whatever is added is closed by {@link
 * #close()}.
 */
@InheritableMustCall("close")
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class OwnedRights implements AutoCloseable {
  private final List<SendRight> rights = new ArrayList<>();

  /** Takes a right over and lends it back. */
  @NotOwning
  SendRight add(@Owning SendRight right) {
    rights.add(right);
    return right;
  }

  @Override
  public void close() {
    rights.forEach(SendRight::close);
  }
}
