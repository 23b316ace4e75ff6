package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_ALL_RIGHTS;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MPO_CONTEXT_AS_GUARD;
import static org.machapi.raw.PortConstants.MPO_IMMOVABLE_RECEIVE;
import static org.machapi.raw.PortConstants.MPO_INSERT_SEND_RIGHT;
import static org.machapi.raw.PortConstants.MPO_STRICT;

import java.util.List;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachPortOptionsLayout;

/** Makes random steps in a world, through the C interface, and tells what came of each. */
final class Moves {
  private static final int[] RIGHTS = {
    MACH_PORT_RIGHT_RECEIVE,
    MACH_PORT_RIGHT_RECEIVE,
    MACH_PORT_RIGHT_RECEIVE,
    MACH_PORT_RIGHT_PORT_SET,
    MACH_PORT_RIGHT_DEAD_NAME
  };
  private static final int[] FLAGS = {
    0,
    MPO_INSERT_SEND_RIGHT,
    MPO_INSERT_SEND_RIGHT | MPO_CONTEXT_AS_GUARD,
    MPO_CONTEXT_AS_GUARD | MPO_STRICT,
    MPO_CONTEXT_AS_GUARD | MPO_IMMOVABLE_RECEIVE
  };
  static final int[] DISPOSITIONS = {
    MACH_MSG_TYPE_MAKE_SEND,
    MACH_MSG_TYPE_COPY_SEND,
    MACH_MSG_TYPE_MOVE_SEND,
    MACH_MSG_TYPE_MAKE_SEND_ONCE,
    MACH_MSG_TYPE_MOVE_SEND_ONCE,
    MACH_MSG_TYPE_MOVE_RECEIVE
  };
  private static final int[] CHANGES = {
    -1, 1, -2, 2, 0, -65_535, 65_533, 65_534, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final int[] REQUESTS = {
    MACH_NOTIFY_NO_SENDERS,
    MACH_NOTIFY_DEAD_NAME,
    MACH_NOTIFY_SEND_POSSIBLE,
    MACH_NOTIFY_PORT_DESTROYED
  };

  private final World world;
  private final MessageMoves messages;

  Moves(World world) {
    this.world = world;
    this.messages = new MessageMoves(world, this);
  }

  /** Makes a step; returns the result and what it delivered, as numbers that do not vary. */
  String make(Step step) {
    Player actor = world.player(step.actor());
    try {
      return step.action() + " " + make(actor, step);
    } catch (FatalGuardError e) {
      world.replace(actor);
      return step.action() + " " + e.guard();
    }
  }

  private String make(Player actor, Step step) {
    Program program = actor.program;
    MachLibrary mach = program.mach;
    int target = actor.target(step.abroad());
    Player owner = owner(actor, step);
    int variant = step.variant();
    return switch (step.action()) {
      case ALLOCATE -> {
        int right = RIGHTS[variant % RIGHTS.length];
        yield mach.mach_port_allocate(target, right, program.out.pointer()) + told(program);
      }
      case CONSTRUCT -> {
        program.message.putInt(MachPortOptionsLayout.FLAGS, FLAGS[variant % FLAGS.length]);
        program.message.putInt(MachPortOptionsLayout.MPL_QLIMIT, 0);
        int result =
            mach.mach_port_construct(
                target, program.message.pointer(), World.GUARD, program.out.pointer());
        yield result + told(program);
      }
      case INSERT -> insert(actor, step);
      case EXTRACT -> {
        int disposition = DISPOSITIONS[variant % DISPOSITIONS.length];
        int name = choose(owner, step.first(), needed(disposition));
        int result =
            mach.mach_port_extract_right(
                target, name, disposition, program.out.pointer(), program.out.pointer(4));
        yield result + told(program);
      }
      case MOD_REFS -> {
        int name = choose(owner, step.first(), MACH_PORT_TYPE_ALL_RIGHTS);
        int right = step.second() < Step.ANY ? kind(owner, name) : step.second() % 6;
        yield "" + mach.mach_port_mod_refs(target, name, right, CHANGES[variant % CHANGES.length]);
      }
      case DEALLOCATE -> {
        int name = choose(owner, step.first(), ~MACH_PORT_TYPE_RECEIVE & MACH_PORT_TYPE_ALL_RIGHTS);
        yield "" + mach.mach_port_deallocate(target, name);
      }
      case DESTROY -> {
        int name = choose(owner, step.first(), MACH_PORT_TYPE_ALL_RIGHTS);
        yield losesPort(owner, name) ? "" : "" + mach.mach_port_destroy(target, name);
      }
      case DESTRUCT -> {
        int name = choose(owner, step.first(), MACH_PORT_TYPE_RECEIVE);
        yield "" + mach.mach_port_destruct(target, name, -(variant % 3), World.GUARD);
      }
      case REQUEST_NOTIFICATION -> request(actor, step);
      case CHANGE_SET -> changeSet(actor, step);
      case GUARD -> {
        int name = choose(owner, step.first(), MACH_PORT_TYPE_RECEIVE);
        int result =
            variant % 2 == 0
                ? mach.mach_port_guard(target, name, World.GUARD, variant / 2 % 2)
                : mach.mach_port_unguard(target, name, World.GUARD);
        yield "" + result;
      }
      case SET_QUEUE_LIMIT -> {
        int name = choose(owner, step.first(), MACH_PORT_TYPE_RECEIVE);
        program.out.putInt(0, variant % 4);
        yield "" + mach.mach_port_set_attributes(target, name, 1, program.out.pointer(), 1);
      }
      case SEND -> messages.send(actor, step);
      case RECEIVE -> messages.receive(actor, step);
      case MEMORY -> memory(actor, variant);
      case THREAD -> thread(actor, variant);
      case END_TASK -> {
        world.replace(actor);
        yield "";
      }
    };
  }

  /** The kernels that forget a guarded name keep its port for good: nobody is left to end it. */
  private boolean losesPort(Player owner, int name) {
    return world.kernel.rules.has(Rule.DESTROY_FORGETS_GUARDED_NAME)
        && world.isGuarded(owner, name);
  }

  private Player owner(Player actor, Step step) {
    return step.abroad() ? world.player(step.actor() + 1) : actor;
  }

  private static String told(Program program) {
    return " " + Integer.toHexString(program.out.getInt(0));
  }

  private String insert(Player actor, Step step) {
    int disposition = DISPOSITIONS[step.variant() % DISPOSITIONS.length];
    int right = choose(actor, step.second(), needed(disposition));
    boolean fresh = step.variant() / 8 % 2 == 0;
    int name = fresh ? 0x30 + step.first() << 8 | 3 : right;
    return ""
        + actor.program.mach.mach_port_insert_right(
            actor.target(step.abroad()), name, right, disposition);
  }

  private String request(Player actor, Step step) {
    Program program = actor.program;
    int id = REQUESTS[step.variant() % REQUESTS.length];
    boolean ofReceiver = id == MACH_NOTIFY_NO_SENDERS || id == MACH_NOTIFY_PORT_DESTROYED;
    int mask = ofReceiver ? MACH_PORT_TYPE_RECEIVE : MACH_PORT_TYPE_ALL_RIGHTS;
    int name = choose(owner(actor, step), step.first(), mask);
    boolean none = step.variant() / 4 % 8 == 0;
    int notify = none ? MACH_PORT_NULL : choose(actor, step.second(), MACH_PORT_TYPE_RECEIVE);
    int result =
        program.mach.mach_port_request_notification(
            actor.target(step.abroad()),
            name,
            id,
            step.variant() / 32 % 3,
            notify,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    return result + told(program);
  }

  private String changeSet(Player actor, Step step) {
    MachLibrary mach = actor.program.mach;
    int target = actor.target(step.abroad());
    int member = choose(owner(actor, step), step.first(), MACH_PORT_TYPE_RECEIVE);
    int set = choose(owner(actor, step), step.second(), MACH_PORT_TYPE_PORT_SET);
    return ""
        + switch (step.variant() % 6) {
          case 0, 1, 2 -> mach.mach_port_insert_member(target, member, set);
          case 3 -> mach.mach_port_extract_member(target, member, set);
          case 4 -> mach.mach_port_move_member(target, member, set);
          default -> mach.mach_port_move_member(target, member, MACH_PORT_NULL);
        };
  }

  private String memory(Player actor, int variant) {
    if (variant % 3 == 0) {
      world.freeMemory(actor);
    } else {
      world.allocate(actor, 1 + variant * 100L);
    }
    return "" + actor.simulated.mappedBytes();
  }

  private static String thread(Player actor, int variant) {
    List<SimulatedThread> threads = actor.threads;
    if (variant % 3 == 0 && !threads.isEmpty()) {
      threads.remove(0).exit();
      return "ended";
    }
    if (variant % 3 == 1) {
      threads.add(actor.simulated.createThread());
      return "" + threads.get(threads.size() - 1).library().mach_thread_self();
    }
    return "" + actor.program.mach.mach_thread_self();
  }

  /** Returns what a name must stand for, for a right to be taken from it so. */
  static int needed(int disposition) {
    return switch (disposition) {
      case MACH_MSG_TYPE_MOVE_SEND_ONCE -> MACH_PORT_TYPE_SEND_ONCE;
      case MACH_MSG_TYPE_COPY_SEND, MACH_MSG_TYPE_MOVE_SEND -> MACH_PORT_TYPE_SEND;
      default -> MACH_PORT_TYPE_RECEIVE;
    };
  }

  /** Chooses a name of a task, mostly among those that stand for what is wanted. */
  int choose(Player player, int choice, int wanted) {
    List<Integer> names =
        world.observer.types(player.observed).entrySet().stream()
            .filter(entry -> choice >= Step.ANY || (entry.getValue() & wanted) != 0)
            .map(entry -> entry.getKey())
            .toList();
    return names.isEmpty() ? MACH_PORT_NULL : names.get(choice % names.size());
  }

  private int kind(Player player, int name) {
    int type = world.observer.types(player.observed).getOrDefault(name, 0);
    int bits = type & MACH_PORT_TYPE_ALL_RIGHTS;
    return bits == 0 ? 0 : Integer.numberOfTrailingZeros(bits / MACH_PORT_TYPE_SEND);
  }
}
