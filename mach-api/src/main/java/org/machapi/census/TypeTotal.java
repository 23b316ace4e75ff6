package org.machapi.census;

import java.util.concurrent.atomic.LongAdder;

/** What threads that have ended have counted of one type, and what was ended by other threads. */
final class TypeTotal {
  final Class<?> type;
  final LongAdder acquired = new LongAdder();
  final LongAdder released = new LongAdder();
  final LongAdder givenAway = new LongAdder();

  TypeTotal(Class<?> type) {
    this.type = type;
  }

  void add(RightCount count) {
    acquired.add(count.acquired());
    released.add(count.released());
    givenAway.add(count.givenAway());
  }

  RightCount count() {
    return new RightCount(acquired.sum(), released.sum(), givenAway.sum());
  }
}
