package org.machapi.sim;

import static org.machapi.raw.PortConstants.kGUARD_EXC_DESTROY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INCORRECT_GUARD;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_ARGUMENT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_NAME;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_OPTIONS;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_VALUE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_KERN_FAILURE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_MOD_REFS;
import static org.machapi.raw.PortConstants.kGUARD_EXC_RCV_INVALID_NAME;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_REPLY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_VOUCHER;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SET_CONTEXT;
import static org.machapi.raw.PortConstants.kGUARD_EXC_UNGUARDED;

import java.util.Map;

/**
 * What the guard exceptions that the simulated kernel raises are called, and which rule each of
 * them stands for.
 */
final class GuardFlavors {
  private record Flavor(String name, String rule) {}

  private static final Map<Integer, Flavor> FLAVORS =
      Map.ofEntries(
          flavor(
              kGUARD_EXC_DESTROY,
              "DESTROY",
              "A guarded receive right goes only to the right guard: use mach_port_destruct with"
                  + " it."),
          flavor(
              kGUARD_EXC_MOD_REFS,
              "MOD_REFS",
              "A guarded receive right goes with mach_port_destruct, or unguard first; the last"
                  + " reference of a pinned control port stays as long as its thread or task."),
          flavor(
              kGUARD_EXC_SET_CONTEXT,
              "SET_CONTEXT",
              "The context of a strictly guarded port can not be changed."),
          flavor(
              kGUARD_EXC_UNGUARDED, "UNGUARDED", "A port that has no guard can not be unguarded."),
          flavor(
              kGUARD_EXC_INCORRECT_GUARD,
              "INCORRECT_GUARD",
              "The guard given is not the guard of the port."),
          flavor(
              kGUARD_EXC_INVALID_OPTIONS,
              "INVALID_OPTIONS",
              "A plain message goes to a queue and not to an object of the kernel, whose routines are"
                  + " to be called; and mach_msg sends, the old traps do not."),
          flavor(kGUARD_EXC_IMMOVABLE, "IMMOVABLE", "The right is immovable and can not be sent."),
          flavor(
              kGUARD_EXC_INVALID_RIGHT,
              "INVALID_RIGHT",
              "The name does not have the right that the call wants."),
          flavor(
              kGUARD_EXC_INVALID_NAME,
              "INVALID_NAME",
              "The task has no such name: it may have been given back already."),
          flavor(
              kGUARD_EXC_INVALID_VALUE,
              "INVALID_VALUE",
              "The call would take more references than there are."),
          flavor(
              kGUARD_EXC_INVALID_ARGUMENT,
              "INVALID_ARGUMENT",
              "The port is guarded, or has a context, already."),
          flavor(
              kGUARD_EXC_KERN_FAILURE,
              "KERN_FAILURE",
              "The port has a port-destroyed request already."),
          flavor(
              kGUARD_EXC_SEND_INVALID_REPLY,
              "SEND_INVALID_REPLY",
              "The reply port of the message is not a right that can be sent so."),
          flavor(
              kGUARD_EXC_SEND_INVALID_VOUCHER,
              "SEND_INVALID_VOUCHER",
              "The voucher of the message is none."),
          flavor(
              kGUARD_EXC_SEND_INVALID_RIGHT,
              "SEND_INVALID_RIGHT",
              "A right in the message can not be sent so."),
          flavor(
              kGUARD_EXC_RCV_INVALID_NAME,
              "RCV_INVALID_NAME",
              "The name to receive on is no receive right or port set."));

  private GuardFlavors() {}

  private static Map.Entry<Integer, Flavor> flavor(int number, String name, String rule) {
    return Map.entry(number, new Flavor(name, rule));
  }

  static String name(int number) {
    Flavor flavor = FLAVORS.get(number);
    return flavor == null ? "0x" + Integer.toHexString(number) : flavor.name();
  }

  static String rule(int number) {
    Flavor flavor = FLAVORS.get(number);
    return flavor == null ? "" : flavor.rule();
  }
}
