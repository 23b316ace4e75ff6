package org.machapi.flight;

import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A thread has raised an exception, and its message has arrived. */
@Name("org.machapi.ExceptionReceived")
@Label("Exception Received")
@Description("A Mach exception message has arrived; the thread that raised it waits for an answer")
@Category({"Mach", "Exceptions"})
@Enabled(false)
@StackTrace
public final class ExceptionReceivedEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(ExceptionReceivedEvent.class);

  @Label("Exception")
  @Nullable String exception;

  @Label("Codes")
  @Description("What the codes mean depends on the exception")
  @Nullable String codes;

  @Label("Sender")
  @Description("Number of the process that sent it; 0 for the kernel, which is to be believed")
  int sender;

  private ExceptionReceivedEvent() {}

  /**
   * Writes the event, if a recording wants it. Ask {@link Flight#isOn()} first.
   *
   * @param exception the type
   * @param codes what says more about it
   * @param sender the process that sent the message
   */
  public static void write(Object exception, List<Long> codes, int sender) {
    if (TYPE.isEnabled()) {
      ExceptionReceivedEvent event = new ExceptionReceivedEvent();
      event.exception = exception.toString();
      event.codes = Texts.codes(codes);
      event.sender = sender;
      event.commit();
    }
  }
}
