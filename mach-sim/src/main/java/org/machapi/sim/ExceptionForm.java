package org.machapi.sim;

import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_IDENTITY_PROTECTED;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_STATE_IDENTITY;
import static org.machapi.raw.ExceptionConstants.EXC_CORPSE_NOTIFY;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_CODES;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_MASK;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.MigErrorConstants.MIG_REPLY_MISMATCH;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.raw.NdrRecordLayout;

/**
 * One of the forms that an exception message has, by behaviour, code width and thread state: writes
 * it, reads its reply.
 */
final class ExceptionForm {
  private static final int FIRST_ID_32 = 2401;
  private static final int FIRST_ID_64 = 2405;
  private static final int ID_IDENTITY_PROTECTED = 2408;
  private static final int ID_STATE_IDENTITY_PROTECTED = 2410;
  private static final int REPLY_ID_OFFSET = 100;

  /** Offsets in a reply, from the end of its header. */
  private static final int RETURN_CODE = NdrRecordLayout.SIZE;

  private static final int REPLY_FLAVOR = RETURN_CODE + 4;
  private static final int REPLY_STATE_COUNT = REPLY_FLAVOR + 4;
  private static final int REPLY_STATE = REPLY_STATE_COUNT + 4;

  private final int kind;
  private final boolean wide;
  private final int flavor;
  private int stateCount;

  /** The ports in the message are read ports, whose holder can not set a state. */
  private boolean readOnly;

  ExceptionForm(int behavior, int flavor) {
    this.kind = behavior & ~MACH_EXCEPTION_MASK;
    this.wide = (behavior & MACH_EXCEPTION_CODES) != 0;
    this.flavor = flavor;
  }

  int flavor() {
    return flavor;
  }

  boolean carriesState() {
    return kind != EXCEPTION_DEFAULT && kind != EXCEPTION_IDENTITY_PROTECTED;
  }

  private boolean carriesPorts() {
    return kind == EXCEPTION_DEFAULT || kind == EXCEPTION_STATE_IDENTITY;
  }

  private boolean isProtected() {
    return kind > EXCEPTION_STATE_IDENTITY;
  }

  /**
   * A form that no kernel has a message for: the real one lets it be set, and panics when it is to
   * be used.
   */
  boolean isImpossible() {
    return isProtected() && !wide;
  }

  private int id() {
    if (isProtected()) {
      return kind == EXCEPTION_IDENTITY_PROTECTED
          ? ID_IDENTITY_PROTECTED
          : ID_STATE_IDENTITY_PROTECTED;
    }
    return (wide ? FIRST_ID_64 : FIRST_ID_32) + kind - EXCEPTION_DEFAULT;
  }

  /** Makes the message without destination and reply right. */
  Message request(
      Kernel kernel, MachThread thread, int exception, long code, long subcode, int[] state) {
    Message message = new Message();
    message.id = id();
    stateCount = state.length;
    ByteBuffer body = ByteBuffer.allocate(64 + 4 * state.length).order(ByteOrder.nativeOrder());
    body.put(Notifications.ndr());
    if (carriesPorts()) {
      message.complex = true;
      message.descriptors = ports(kernel, thread);
    } else if (isProtected()) {
      message.complex = true;
      message.descriptors =
          new Descriptor[] {
            new Descriptor.Right(thread.task.ports.makeIdentityToken(), Dispositions.SEND)
          };
      body.putLong(thread.id);
    }
    body.putInt(exception).putInt(2);
    if (wide) {
      body.putLong(code).putLong(subcode);
    } else {
      body.putInt((int) code).putInt((int) subcode);
    }
    if (carriesState()) {
      body.putInt(flavor).putInt(state.length);
      for (int word : state) {
        body.putInt(word);
      }
    }
    message.body = new byte[body.position()];
    body.get(0, message.body);
    return message;
  }

  private Descriptor[] ports(Kernel kernel, MachThread thread) {
    readOnly =
        kernel.rules.has(Rule.IDENTITY_PROTECTED_EXCEPTIONS)
            && !kernel.configuration.developerMode();
    Port threadPort = readOnly ? thread.makeFlavored(ObjectType.THREAD_READ) : thread.makeMovable();
    Port taskPort = readOnly ? thread.task.ports.makeRead() : thread.task.ports.makeMovable();
    return new Descriptor[] {
      new Descriptor.Right(threadPort, Dispositions.SEND),
      new Descriptor.Right(taskPort, Dispositions.SEND)
    };
  }

  /**
   * Reads a reply as the stubs that MIG makes read it, and sets the thread's state if it says
   * success.
   */
  int decodeReply(MachThread thread, int exception, Message reply) {
    if (reply.id != id() + REPLY_ID_OFFSET) {
      return reply.id == MACH_NOTIFY_SEND_ONCE ? MIG_SERVER_DIED : MIG_REPLY_MISMATCH;
    }
    ByteBuffer body = ByteBuffer.wrap(reply.body).order(ByteOrder.nativeOrder());
    boolean justAResult = body.capacity() == REPLY_FLAVOR;
    if (reply.complex || body.capacity() < REPLY_FLAVOR || !carriesState() && !justAResult) {
      return MIG_TYPE_ERROR;
    }
    int result = body.getInt(RETURN_CODE);
    if (!carriesState()) {
      return result;
    }
    boolean tooShort = body.capacity() < REPLY_STATE && !(justAResult && result != KERN_SUCCESS);
    if (tooShort) {
      return MIG_TYPE_ERROR;
    }
    return result == KERN_SUCCESS ? takeState(thread, exception, body) : result;
  }

  private int takeState(MachThread thread, int exception, ByteBuffer body) {
    int count = body.getInt(REPLY_STATE_COUNT);
    if (count < 0 || body.capacity() != REPLY_STATE + 4L * count) {
      return MIG_TYPE_ERROR;
    }
    if (count > stateCount) {
      return MIG_ARRAY_TOO_LARGE;
    }
    if (exception == EXC_CORPSE_NOTIFY || carriesPorts() && readOnly) {
      return KERN_SUCCESS;
    }
    int[] state = new int[count];
    for (int i = 0; i < count; i++) {
      state[i] = body.getInt(REPLY_STATE + 4 * i);
    }
    return thread.states.set(body.getInt(REPLY_FLAVOR), state);
  }
}
