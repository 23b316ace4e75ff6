package org.machapi.benchmarks;

/** The calls written by hand in JNI: the floor. */
final class JniCalls {
  static {
    System.load(EmptyLibrary.path().toString());
  }

  private JniCalls() {}

  static native int machThreadSelf();

  static native int machPortDeallocate(int task, int name);

  static native int machPortGetRefs(int task, int name, int right, long refs);

  static native int machMsg(
      long msg, int option, int sendSize, int rcvSize, int rcvName, int timeout, int notify);
}
