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

/** A message has arrived. */
@Name("org.machapi.MessageReceived")
@Label("Message Received")
@Description("A Mach message has arrived; lasts as long as it was waited for")
@Category({"Mach", "Messages"})
@Enabled(false)
@Threshold("0 ms")
@StackTrace
public final class MessageReceivedEvent extends Event {
  private static final EventType TYPE = EventType.getEventType(MessageReceivedEvent.class);

  @Label("Port")
  @Description("Name of the port at which it arrived; of a port set, the member")
  @Nullable String port;

  @Label("Message Id")
  int messageId;

  @Label("Size")
  @Description("Bytes of the message with its header")
  @DataAmount
  int size;

  @Label("Sender")
  @Description("Number of the process that sent it; 0 for the kernel")
  int sender;

  @Label("Kernel Return")
  @Description("What mach_msg returned; not 0 if something in the message found no room")
  int kernelReturn;

  private MessageReceivedEvent() {}

  /**
   * Begins the event, if a recording wants it. Ask {@link Flight#isOn()} first.
   *
   * @return the event, to be ended, or forgotten if nothing arrives; null if nobody wants it
   */
  public static @Nullable MessageReceivedEvent started() {
    if (!TYPE.isEnabled()) {
      return null;
    }
    MessageReceivedEvent event = new MessageReceivedEvent();
    event.begin();
    return event;
  }

  /**
   * Writes the event, if it lasted long enough.
   *
   * @param port the name of the port at which it arrived
   * @param messageId {@code msgh_id}
   * @param size bytes
   * @param sender the process that sent it
   * @param kernelReturn what the kernel said
   */
  public void finish(int port, int messageId, int size, int sender, int kernelReturn) {
    end();
    if (shouldCommit()) {
      this.port = Texts.name(port);
      this.messageId = messageId;
      this.size = size;
      this.sender = sender;
      this.kernelReturn = kernelReturn;
      commit();
    }
  }
}
