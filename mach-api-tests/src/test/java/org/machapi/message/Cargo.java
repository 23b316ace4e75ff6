package org.machapi.message;

import java.nio.ByteBuffer;
import java.util.List;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** Everything that a message can carry, each of it once. */
enum Cargo {
  COPIED_SEND {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      message.copy(send(kernel));
      return List.of();
    }
  },
  MOVED_SEND {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      SendRight right = send(kernel);
      message.move(right);
      return List.of(right);
    }
  },
  MOVED_SEND_OF_A_NAME_THAT_STAYS {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      SendRight right = send(kernel);
      right.copy();
      message.move(right);
      return List.of(right);
    }
  },
  MOVED_SEND_ONCE {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      SendOnceRight right = sendOnce(kernel);
      message.move(right);
      return List.of(right);
    }
  },
  MOVED_RECEIVE {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      ReceiveRight right = ReceiveRight.allocate(kernel.mach());
      message.move(right);
      return List.of(right);
    }
  },
  MOVED_RECEIVE_OF_A_NAME_THAT_STAYS {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      ReceiveRight right = ReceiveRight.allocate(kernel.mach());
      right.makeSend();
      message.move(right);
      return List.of(right);
    }
  },
  GUARDED_RECEIVE {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      ReceiveRight right = ReceiveRight.allocate(kernel.mach());
      message.moveGuarded(right);
      return List.of(right);
    }
  },
  MADE_SEND {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      message.makeSend(ReceiveRight.allocate(kernel.mach()));
      return List.of();
    }
  },
  MADE_SEND_ONCE {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      message.makeSendOnce(ReceiveRight.allocate(kernel.mach()));
      return List.of();
    }
  },
  ARRAY_OF_COPIES {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      SendRight twice = send(kernel);
      message.copyAll(twice, send(kernel), twice);
      return List.of();
    }
  },
  ARRAY_OF_MOVED_SENDS {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      SendRight first = send(kernel);
      SendRight sameName = first.copy();
      SendRight other = send(kernel);
      message.moveAll(first, sameName, other);
      return List.of(first, sameName, other);
    }
  },
  ARRAY_OF_MOVED_SEND_ONCES {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      SendOnceRight first = sendOnce(kernel);
      SendOnceRight second = sendOnce(kernel);
      message.moveAll(first, second);
      return List.of(first, second);
    }
  },
  ARRAY_OF_MOVED_RECEIVES {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      ReceiveRight first = ReceiveRight.allocate(kernel.mach());
      ReceiveRight second = ReceiveRight.allocate(kernel.mach());
      message.moveAll(first, second);
      return List.of(first, second);
    }
  },
  COPIED_MEMORY {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      message.memory(ByteBuffer.allocate(20_000)).memory(ByteBuffer.allocateDirect(20_000));
      return List.of();
    }
  },
  MAPPED_MEMORY {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      message.memory(RawMessage.memoryOf(kernel.raw(), 1, 2, 3), 12);
      return List.of();
    }
  },
  NOTHING_OUT_OF_LINE {
    @Override
    List<PortRight> load(TestKernel kernel, OutgoingMessage message) {
      message.memory(ByteBuffer.allocate(0)).memory(0, 0).copyAll();
      return List.of();
    }
  };

  /** Adds it to a message; returns what is moved. */
  abstract List<PortRight> load(TestKernel kernel, OutgoingMessage message);

  static SendRight send(TestKernel kernel) {
    return SendRight.adopt(kernel.mach(), kernel.remotePort().name());
  }

  static SendOnceRight sendOnce(TestKernel kernel) {
    RemotePort port = kernel.remotePort();
    int name = port.grantSendOnce();
    // Nothing of the port is to be left here when the right has been sent.
    kernel.deallocate(port.name());
    return SendOnceRight.adopt(kernel.mach(), name);
  }

  boolean isReceive() {
    return name().contains("RECEIVE");
  }
}
