package org.machapi.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A right has been acquired; its stack trace says where. */
@Name("org.machapi.RightAcquired")
@Label("Right Acquired")
@Description("An object that owns a Mach port right has been made")
@Category({"Mach", "Rights"})
@Enabled(false)
@StackTrace
public final class RightAcquiredEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(RightAcquiredEvent.class);

  @Label("Type")
  @Description("Class of the object")
  @Nullable String type;

  @Label("Name")
  @Description("Name in the port space")
  @Nullable String name;

  private RightAcquiredEvent() {}

  /**
   * Writes the event, if a recording wants it. Ask {@link Flight#isOn()} first.
   *
   * @param type the class of the object that owns the right
   * @param name its name
   */
  public static void write(Class<?> type, int name) {
    if (TYPE.isEnabled()) {
      RightAcquiredEvent event = new RightAcquiredEvent();
      event.type = type.getSimpleName();
      event.name = Texts.name(name);
      event.commit();
    }
  }
}
