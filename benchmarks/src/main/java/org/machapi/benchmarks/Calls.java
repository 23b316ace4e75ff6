package org.machapi.benchmarks;

import org.machapi.Mach;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.NativeMachLibrary;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What all benchmarks call with. */
@State(Scope.Thread)
public class Calls {
  static final int TASK = 0x203;
  static final int NAME = 0x1103;
  static final int MESSAGE_SIZE = 64;

  final MachLibrary raw = NativeMachLibrary.load(EmptyLibrary.path());
  final Mach mach = Mach.of(raw, "functions that do nothing");
  final NativeBuffer out = NativeBuffer.allocate(8);
  final NativeBuffer message = NativeBuffer.allocate(MESSAGE_SIZE);
  final long outAddress = out.pointer().address();
  final long messageAddress = message.pointer().address();

  /** Makes the objects that the benchmarks use over and over. */
  public Calls() {}

  /** Reads ten numbers of the message, as one does who looks at header, body and descriptor. */
  int readTen() {
    int sum = 0;
    for (int offset = 0; offset < 40; offset += 4) {
      sum += message.getInt(offset);
    }
    return sum;
  }
}
