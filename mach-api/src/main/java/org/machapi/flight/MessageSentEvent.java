package org.machapi.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A message has been sent, or could not be. */
@Name("org.machapi.MessageSent")
@Label("Message Sent")
@Description("A call that sent a Mach message, or failed to; lasts as long as there was no room")
@Category({"Mach", "Messages"})
@Enabled(false)
@Threshold("0 ms")
@StackTrace
public final class MessageSentEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(MessageSentEvent.class);

  @Label("Destination")
  @Description("Name of the destination in the port space")
  @Nullable String destination;

  @Label("Message Id")
  int messageId;

  @Label("Size")
  @Description("Bytes of the message with its header")
  @DataAmount
  int size;

  @Label("Kernel Return")
  @Description("What mach_msg returned; 0 if the message was sent")
  int kernelReturn;

  private MessageSentEvent() {}

  /**
   * Begins the event, if a recording wants it. Ask {@link Flight#isOn()} first.
   *
   * @return the event, to be ended; null if nobody wants it
   */
  public static @Nullable MessageSentEvent started() {
    if (!TYPE.isEnabled()) {
      return null;
    }
    MessageSentEvent event = new MessageSentEvent();
    event.begin();
    return event;
  }

  /**
   * Writes the event, if it lasted long enough.
   *
   * @param destination the name of the port to which it went
   * @param messageId {@code msgh_id}
   * @param size bytes
   * @param kernelReturn what the kernel said
   */
  public void finish(int destination, int messageId, int size, int kernelReturn) {
    end();
    if (shouldCommit()) {
      this.destination = Texts.name(destination);
      this.messageId = messageId;
      this.size = size;
      this.kernelReturn = kernelReturn;
      commit();
    }
  }
}
