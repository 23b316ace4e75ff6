package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.ThreadInfoConstants.THREAD_EXTENDED_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_EXTENDED_INFO_COUNT;
import static org.machapi.raw.ThreadInfoConstants.THREAD_IDENTIFIER_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_IDENTIFIER_INFO_COUNT;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

class SimulatedThreadTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("test");
  private final Program program = Program.of(task);

  @Test
  void eachJavaThreadIsAThreadOfItsOwn() throws Exception {
    int mine = program.mach.mach_thread_self();
    AtomicInteger other = new AtomicInteger();
    Eventually.inAThread(() -> other.set(task.library().mach_thread_self()));
    assertThat(other.get()).isNotEqualTo(mine);
    assertThat(program.mach.mach_thread_self()).isEqualTo(mine);
    assertThat(program.references(mine, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
  }

  @Test
  void aThreadsPortIsDeadInTheFirstCallAfterTheJavaThreadHasEnded() throws Exception {
    AtomicInteger name = new AtomicInteger();
    Eventually.inAThread(
        () -> {
          name.set(task.library().mach_thread_self());
          task.library().mach_thread_self();
        });
    assertThat(program.type(name.get())).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    assertThat(program.references(name.get(), MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(2);
  }

  @Test
  void whoAskedHearsThatAThreadHasEnded() throws Exception {
    int notify = program.receiveRight();
    AtomicInteger name = new AtomicInteger();
    Eventually.inAThread(
        () -> {
          Program other = new Program(task.library());
          name.set(other.mach.mach_thread_self());
          other.mach.mach_port_request_notification(
              other.self,
              name.get(),
              MACH_NOTIFY_DEAD_NAME,
              0,
              notify,
              MACH_MSG_TYPE_MAKE_SEND_ONCE,
              other.out.pointer());
        });
    assertThat(program.receive(notify)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(MACH_NOTIFY_DEAD_NAME);
    assertThat(program.message.getInt(32)).isEqualTo(name.get());
  }

  @Test
  @Timeout(60)
  void whoWaitsHearsThatAThreadHasEndedThoughNobodyCallsTheKernel() throws Exception {
    int notify = program.receiveRight();
    AtomicInteger name = new AtomicInteger();
    CountDownLatch named = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              name.set(task.library().mach_thread_self());
              named.countDown();
              awaitUninterruptibly(end);
            });
    thread.start();
    named.await();
    int result =
        program.mach.mach_port_request_notification(
            program.self,
            name.get(),
            MACH_NOTIFY_DEAD_NAME,
            0,
            notify,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    SimulatedThread first = task.createThread();
    SimulatedThread second = task.createThread();
    int other = program.receiveAndSendRight();
    var bystander = Eventually.call(() -> new Program(first.library()).receive(other, 2, 0));
    Eventually.until(first::isWaiting);
    Program waiter = new Program(second.library());
    var wait = Eventually.call(() -> waiter.receive(notify, 2, 0));
    Eventually.until(second::isWaiting);
    end.countDown();
    assertThat(wait.get()).isEqualTo(KERN_SUCCESS);
    assertThat(waiter.id()).isEqualTo(MACH_NOTIFY_DEAD_NAME);
    assertThat(waiter.message.getInt(32)).isEqualTo(name.get());
    assertThat(bystander.isDone()).isFalse();
    assertThat(program.send(other, 1)).isEqualTo(KERN_SUCCESS);
    assertThat(bystander.get()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  @Timeout(60)
  void theNextThatWaitsLooksForEndedThreadsWhenTheFirstHasLeft() throws Exception {
    int notify = program.receiveRight();
    int other = program.receiveAndSendRight();
    SimulatedThread first = task.createThread();
    SimulatedThread second = task.createThread();
    var leaves = Eventually.call(() -> new Program(first.library()).receive(other, 2, 0));
    Eventually.until(first::isWaiting);
    Program waiter = new Program(second.library());
    var stays = Eventually.call(() -> waiter.receive(notify, 2, 0));
    Eventually.until(second::isWaiting);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              Program its = new Program(task.library());
              its.mach.mach_port_request_notification(
                  its.self,
                  its.mach.mach_thread_self(),
                  MACH_NOTIFY_DEAD_NAME,
                  0,
                  notify,
                  MACH_MSG_TYPE_MAKE_SEND_ONCE,
                  its.out.pointer());
              its.send(other, 1);
              awaitUninterruptibly(end);
            });
    thread.start();
    assertThat(leaves.get()).as("the first one leaves").isEqualTo(KERN_SUCCESS);
    end.countDown();
    assertThat(stays.get()).isEqualTo(KERN_SUCCESS);
    assertThat(waiter.id()).isEqualTo(MACH_NOTIFY_DEAD_NAME);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyThreadsThatCameAndWentLeaveOnlyTheirDeadNames() throws Exception {
    for (int i = 0; i < 50; i++) {
      AtomicInteger name = new AtomicInteger();
      Eventually.inAThread(() -> name.set(task.library().mach_thread_self()));
      assertThat(program.type(name.get())).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
      assertThat(program.mach.mach_port_deallocate(program.self, name.get()))
          .isEqualTo(KERN_SUCCESS);
    }
    assertThat(threads(program)).isEqualTo(1);
  }

  private static int threads(Program program) {
    int result =
        program.mach.task_threads(program.self, program.out.pointer(), program.out.pointer(8));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    int count = program.out.getInt(8);
    program.mach.mach_vm_deallocate(program.self, program.out.getLong(0), 4L * count);
    return count;
  }

  @Test
  void aVirtualThreadIsAThreadLikeAnyOther() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with Java 21");
    AtomicInteger name = new AtomicInteger();
    Thread virtual =
        (Thread)
            Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, (Runnable) () -> name.set(task.library().mach_thread_self()));
    virtual.join();
    assertThat(name.get()).isNotZero().isNotEqualTo(program.mach.mach_thread_self());
    assertThat(program.type(name.get())).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
  }

  @Test
  void aThreadWithoutAJavaThreadCallsFromWhereverItIsAsked() {
    SimulatedThread thread = task.createThread();
    int name = thread.library().mach_thread_self();
    assertThat(name).isNotEqualTo(program.mach.mach_thread_self());
    assertThat(program.type(name)).isEqualTo(MACH_PORT_TYPE_SEND);
    thread.exit();
    assertThat(program.type(name)).isEqualTo(MACH_PORT_TYPE_DEAD_NAME);
    thread.exit();
    assertThat(program.references(name, MACH_PORT_RIGHT_DEAD_NAME)).isEqualTo(1);
  }

  @Test
  void callsOnADeadThreadGoNowhere() {
    SimulatedThread thread = task.createThread();
    int name = thread.library().mach_thread_self();
    thread.exit();
    assertThat(program.mach.thread_suspend(name)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(thread.library().mach_thread_self()).isEqualTo(-1);
  }

  @Test
  void theExtendedInfoHasTheNameThatHotSpotGives() {
    NativeBuffer info = NativeBuffer.allocate(4 * THREAD_EXTENDED_INFO_COUNT);
    program.out.putInt(0, THREAD_EXTENDED_INFO_COUNT);
    String before = Thread.currentThread().getName();
    Thread.currentThread().setName("x".repeat(100));
    try {
      int result =
          program.mach.thread_info(
              program.mach.mach_thread_self(),
              THREAD_EXTENDED_INFO,
              info.pointer(),
              program.out.pointer());
      assertThat(result).isEqualTo(KERN_SUCCESS);
    } finally {
      Thread.currentThread().setName(before);
    }
    byte[] name = new byte[64];
    info.bytes().get(48, name);
    assertThat(new String(name, StandardCharsets.UTF_8))
        .isEqualTo("Java: " + "x".repeat(57) + "\0");
  }

  @Test
  void twoThreadsHaveDifferentIdentifiers() {
    long first = identifier(program.mach);
    long second = identifier(task.createThread().library());
    assertThat(second).isNotEqualTo(first);
    assertThat(identifier(program.mach)).isEqualTo(first);
  }

  private static long identifier(MachLibrary mach) {
    NativeBuffer info = NativeBuffer.allocate(4 * THREAD_IDENTIFIER_INFO_COUNT);
    NativeBuffer count = NativeBuffer.allocate(4);
    count.putInt(0, THREAD_IDENTIFIER_INFO_COUNT);
    int result =
        mach.thread_info(
            mach.mach_thread_self(), THREAD_IDENTIFIER_INFO, info.pointer(), count.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return info.getLong(0);
  }

  @Test
  void aReplyRightOfAThreadThatEndedInAWaitCanStillBeUsedUp() throws Exception {
    SimulatedThread waiting = task.createThread();
    int port = program.receiveRight();
    var call = Eventually.call(() -> new Program(waiting.library()).receive(port, 2, 0));
    Eventually.until(waiting::isWaiting);
    waiting.exit();
    call.get();
    int once = extractSendOnce(port);
    program.header(once, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, 5);
    assertThat(program.send(1, 24, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(5);
  }

  private int extractSendOnce(int port) {
    int result =
        program.mach.mach_port_extract_right(
            program.self,
            port,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer(),
            program.out.pointer(4));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }
}
