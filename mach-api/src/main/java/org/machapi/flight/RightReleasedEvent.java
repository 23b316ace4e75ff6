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

/** A right went back to the kernel, or to somebody else. */
@Name("org.machapi.RightReleased")
@Label("Right Released")
@Description("A Mach port right has been given back to the kernel, or given away")
@Category({"Mach", "Rights"})
@Enabled(false)
@StackTrace
public final class RightReleasedEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(RightReleasedEvent.class);

  @Label("Type")
  @Description("Class of the object that owned it")
  @Nullable String type;

  @Label("Name")
  @Description("Name in the port space")
  @Nullable String name;

  @Label("Given Away")
  @Description("Whether somebody else owns it now, such as the receiver of a message")
  boolean givenAway;

  @Label("Kernel Return")
  @Description("What the kernel said; not 0 if somebody else had released it before")
  int kernelReturn;

  private RightReleasedEvent() {}

  /**
   * Writes the event, if a recording wants it. Ask {@link Flight#isOn()} first.
   *
   * @param type the class of the object that owned the right
   * @param name its name
   * @param givenAway whether somebody else owns it now
   * @param kernelReturn what the kernel said, of a right that went back to it
   */
  public static void write(Class<?> type, int name, boolean givenAway, int kernelReturn) {
    if (TYPE.isEnabled()) {
      RightReleasedEvent event = new RightReleasedEvent();
      event.type = type.getSimpleName();
      event.name = Texts.name(name);
      event.givenAway = givenAway;
      event.kernelReturn = kernelReturn;
      event.commit();
    }
  }
}
