package org.machapi.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * An object that owned a right was collected without close. The stack would be that of the thread
 * that noticed, so there is none.
 */
@Name("org.machapi.RightLost")
@Label("Right Lost")
@Description("An object that owned a Mach port right was collected, and nobody had closed it")
@Category({"Mach", "Rights"})
@StackTrace(false)
public final class RightLostEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(RightLostEvent.class);

  @Label("Type")
  @Description("Class of the object that owned it")
  @Nullable String type;

  @Label("Name")
  @Description("Name in the port space")
  @Nullable String name;

  @Label("Acquired At")
  @Description("The line of the program that acquired it")
  @Nullable String site;

  @Label("Acquired By")
  @Description("Name of the thread that acquired it")
  @Nullable String acquiredBy;

  @Label("Last Used At")
  @Description("Where it was last used, if the ledger was to record that")
  @Nullable String lastUse;

  private RightLostEvent() {}

  /**
   * Writes the event, if a recording wants it. Ask {@link Flight#isOn()} first.
   *
   * @param type the class of the object that owned the right
   * @param name its name
   * @param site where in the program it was acquired
   * @param acquiredBy the thread that acquired it
   * @param lastUse where it was last used; null if that was not recorded
   */
  public static void write(
      String type, int name, String site, String acquiredBy, @Nullable String lastUse) {
    if (TYPE.isEnabled()) {
      RightLostEvent event = new RightLostEvent();
      event.type = type;
      event.name = Texts.name(name);
      event.site = site;
      event.acquiredBy = acquiredBy;
      event.lastUse = lastUse;
      event.commit();
    }
  }
}
