package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_GUARDED;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.machapi.raw.MachPortStatusLayout;

/**
 * A kernel with one or two tasks that random steps are made in, and one more that looks in from
 * outside through their task ports, as a debugger does, and closes everything at the end.
 */
final class World {
  /** The guard of every port here that has one. */
  static final long GUARD = 0x67756172644cL;

  private static final int ANYWHERE = 1;

  /** Which of the numbers of a status are its flags. */
  private static final int FLAGS = MachPortStatusLayout.MPS_FLAGS / 4;

  final Kernel kernel;
  final List<Player> players = new ArrayList<>();
  final Program observer;
  private final Task observingTask;
  private final SimulatedTask observing;
  private int born;

  World(int tasks, KernelGeneration generation) {
    kernel = new Kernel(KernelConfiguration.builder().generation(generation).seed(7).build());
    observingTask = new Task(kernel, "observer");
    observing = new SimulatedTask(observingTask);
    observer = Program.of(observing);
    for (int i = 0; i < tasks; i++) {
      players.add(null);
    }
    for (int i = 0; i < tasks; i++) {
      bear(i);
    }
  }

  Player player(int number) {
    return players.get(number % players.size());
  }

  /** Puts a new task in a place, and lets it and the other know one another. */
  private void bear(int place) {
    Player player = new Player(kernel, "task " + born++, observing);
    players.set(place, player);
    Player other = players.get(players.size() - 1 - place);
    if (other != null) {
      player.peer = observing.grant(other.observed, MACH_MSG_TYPE_COPY_SEND, player.simulated);
      other.peer = observing.grant(player.observed, MACH_MSG_TYPE_COPY_SEND, other.simulated);
    }
  }

  /** Ends a task, by its own will or because macOS would kill it; another takes its place. */
  void replace(Player player) {
    player.simulated.terminate();
    assertThat(player.simulated.mappedBytes()).as("memory of a task that ended").isZero();
    bear(players.indexOf(player));
  }

  /** Gives a task memory, whatever has become of its own task port. */
  long allocate(Player player, long size) {
    int result =
        observer.mach.mach_vm_allocate(player.observed, observer.out.pointer(), size, ANYWHERE);
    assertThat(result).isEqualTo(KERN_SUCCESS);
    player.memory.put(observer.out.getLong(0), size);
    return observer.out.getLong(0);
  }

  /** Frees all memory of a task; what a message has taken from it is not there any more. */
  void freeMemory(Player player) {
    player.memory.forEach(
        (address, size) -> observer.mach.mach_vm_deallocate(player.observed, address, size));
    player.memory.clear();
  }

  int references(Player player, int name, int right) {
    int result =
        observer.mach.mach_port_get_refs(player.observed, name, right, observer.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return observer.out.getInt(0);
  }

  int type(Player player, int name) {
    int result = observer.mach.mach_port_type(player.observed, name, observer.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return observer.out.getInt(0);
  }

  int sendRights(Player player, int name) {
    int result = observer.mach.mach_port_get_srights(player.observed, name, observer.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return observer.out.getInt(0);
  }

  /** Tells whether a name is a guarded receive right. */
  boolean isGuarded(Player player, int name) {
    boolean receives = name != 0 && (type(player, name) & MACH_PORT_TYPE_RECEIVE) != 0;
    return receives && (status(player, name)[FLAGS] & MACH_PORT_STATUS_FLAG_GUARDED) != 0;
  }

  /** Describes everything that the observer can see, for comparing two worlds. */
  List<String> state() {
    List<String> state = new ArrayList<>();
    for (Player player : players) {
      state.add(player.task.name + ", " + player.simulated.mappedBytes() + " bytes");
      for (int name : observer.types(player.observed).keySet()) {
        state.add(describe(player, name));
      }
    }
    return state;
  }

  private String describe(Player player, int name) {
    int type = type(player, name);
    int[] counts = new int[MACH_PORT_RIGHT_DEAD_NAME + 1];
    Arrays.setAll(counts, right -> references(player, name, right));
    String text =
        Integer.toHexString(name) + " " + Integer.toHexString(type) + Arrays.toString(counts);
    if ((type & MACH_PORT_TYPE_RECEIVE) != 0) {
      text += Arrays.toString(status(player, name));
    }
    if ((type & MACH_PORT_TYPE_PORT_SET) != 0) {
      observer.mach.mach_port_get_set_status(
          player.observed, name, observer.out.pointer(), observer.out.pointer(8));
      text += Arrays.toString(observer.takeInts(observer.out.getLong(0), observer.out.getInt(8)));
    }
    return text;
  }

  private int[] status(Player player, int name) {
    observer.out.putInt(48, MACH_PORT_RECEIVE_STATUS_COUNT);
    int result =
        observer.mach.mach_port_get_attributes(
            player.observed,
            name,
            MACH_PORT_RECEIVE_STATUS,
            observer.out.pointer(),
            observer.out.pointer(48));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    int[] status = new int[MACH_PORT_RECEIVE_STATUS_COUNT];
    Arrays.setAll(status, i -> observer.out.getInt(4 * i));
    return status;
  }

  /** Gives back all that the tasks have acquired, with what every name has by then become. */
  void closeEverything() {
    for (Player player : players) {
      freeMemory(player);
      for (int name : List.copyOf(observer.types(player.observed).keySet())) {
        close(player, name);
      }
    }
  }

  private void close(Player player, int name) {
    int type = type(player, name);
    int send = references(player, name, MACH_PORT_RIGHT_SEND);
    boolean begun = name == player.program.self && type == MACH_PORT_TYPE_SEND;
    if ((type & MACH_PORT_TYPE_RECEIVE) != 0) {
      int result = observer.mach.mach_port_destruct(player.observed, name, -send, GUARD);
      assertThat(result).as("destruct").isEqualTo(KERN_SUCCESS);
    } else if (begun && send < kernel.rules.maximumReferences()) {
      take(player, name, MACH_PORT_RIGHT_SEND, send - 1);
    } else if ((type & MACH_PORT_TYPE_SEND) != 0) {
      take(player, name, MACH_PORT_RIGHT_SEND, send);
    } else if ((type & MACH_PORT_TYPE_SEND_ONCE) != 0) {
      take(player, name, MACH_PORT_RIGHT_SEND_ONCE, 1);
    } else if ((type & MACH_PORT_TYPE_PORT_SET) != 0) {
      take(player, name, MACH_PORT_RIGHT_PORT_SET, 1);
    } else {
      assertThat(type & MACH_PORT_TYPE_DEAD_NAME).isNotZero();
      int dead = references(player, name, MACH_PORT_RIGHT_DEAD_NAME);
      take(player, name, MACH_PORT_RIGHT_DEAD_NAME, dead);
    }
  }

  private void take(Player player, int name, int right, int count) {
    int result = observer.mach.mach_port_mod_refs(player.observed, name, right, -count);
    assertThat(result).as("giving back %d of right %d", count, right).isEqualTo(KERN_SUCCESS);
  }

  long mappedBytes() {
    long bytes = observing.mappedBytes();
    for (Player player : players) {
      bytes += player.simulated.mappedBytes();
    }
    return bytes;
  }

  /** Returns all tasks that live, the observer too. */
  List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    players.forEach(player -> tasks.add(player.task));
    tasks.add(observingTask);
    return tasks;
  }
}
