package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Other tests use the pool at the same time, so nothing here counts on which page comes. */
class PagePoolTest {
  private final MemoryMap map = new MemoryMap(1L << 30);

  private ByteBuffer allocate(long size) {
    ByteBuffer memory = map.allocateFor(size);
    assertThat(memory).isNotNull();
    return memory;
  }

  @Test
  void aPageThatWasUsedBeforeComesZeroedAndAligned() {
    for (int i = 0; i < 1000; i++) {
      ByteBuffer memory = allocate(MemoryMap.PAGE_SIZE);
      assertThat(map.lastAddress % MemoryMap.PAGE_SIZE).isZero();
      assertThat(memory.getLong(0)).isZero();
      assertThat(memory.getLong(MemoryMap.PAGE_SIZE - Long.BYTES)).isZero();
      memory.putLong(0, -1).putLong(MemoryMap.PAGE_SIZE - Long.BYTES, -1);
      map.deallocate(map.lastAddress, MemoryMap.PAGE_SIZE);
    }
    assertThat(map.mappedBytes()).isZero();
  }

  @Test
  void twoPagesInUseAtATimeAreNeverTheSame() {
    ByteBuffer first = allocate(8);
    long firstAddress = map.lastAddress;
    ByteBuffer second = allocate(8);
    assertThat(map.lastAddress).isNotEqualTo(firstAddress);
    first.putLong(0, 1);
    second.putLong(0, 2);
    assertThat(first.getLong(0)).isEqualTo(1);
    map.deallocateAll();
  }

  @Test
  void whatIsLeftOfALargerRegionIsNotGivenToAnybodyElse() {
    allocate(2L * MemoryMap.PAGE_SIZE);
    long base = map.lastAddress;
    map.deallocate(base, MemoryMap.PAGE_SIZE);
    for (int i = 0; i < 300; i++) {
      allocate(8);
      assertThat(map.lastAddress).isNotEqualTo(base + MemoryMap.PAGE_SIZE);
    }
    map.deallocateAll();
  }
}
