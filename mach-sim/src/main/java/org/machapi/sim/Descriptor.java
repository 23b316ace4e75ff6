package org.machapi.sim;

import static org.machapi.raw.MachMsgLayout.GUARDED_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a descriptor of a message holds while the message is in the kernel: rights and bytes, no
 * names or addresses.
 */
sealed interface Descriptor {
  /** Bytes of the descriptor in the task's memory. */
  int size();

  /** One right. */
  record Right(@Nullable Port port, int disposition) implements Descriptor {
    @Override
    public int size() {
      return PORT_DESCRIPTOR_SIZE;
    }
  }

  /** A receive right that was guarded, or is to be guarded on arrival. */
  record GuardedRight(@Nullable Port port, int disposition, int flags) implements Descriptor {
    @Override
    public int size() {
      return GUARDED_DESCRIPTOR_SIZE;
    }
  }

  /** An array of rights; null for one without elements. */
  record Rights(@Nullable Port @Nullable [] ports, int disposition, int count)
      implements Descriptor {
    @Override
    public int size() {
      return OOL_PORTS_DESCRIPTOR_SIZE;
    }
  }

  /** Memory; null for none. */
  record Memory(byte @Nullable [] bytes, int type, int copyOption) implements Descriptor {
    @Override
    public int size() {
      return OOL_DESCRIPTOR_SIZE;
    }
  }
}
