package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KobjectConstants.IKOT_HOST;
import static org.machapi.raw.KobjectConstants.IKOT_HOST_PRIV;
import static org.machapi.raw.KobjectConstants.IKOT_NONE;
import static org.machapi.raw.KobjectConstants.IKOT_SEMAPHORE;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_CONTROL;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_ID_TOKEN;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_INSPECT;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_NAME;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_READ;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_RESUME;
import static org.machapi.raw.KobjectConstants.IKOT_THREAD_CONTROL;
import static org.machapi.raw.KobjectConstants.IKOT_THREAD_INSPECT;
import static org.machapi.raw.KobjectConstants.IKOT_THREAD_READ;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelObjectTest {

  @Test
  void aPlainPortHasNone() {
    assertKinds(KernelObject::isNone, IKOT_NONE);
    assertThat(KernelObject.NONE.isNone()).isTrue();
  }

  @Test
  void aThreadIsOneByAPortOfAnyFlavour() {
    assertKinds(KernelObject::isThread, IKOT_THREAD_CONTROL, IKOT_THREAD_READ, IKOT_THREAD_INSPECT);
  }

  @Test
  void aTaskIsOneByAPortOfAnyFlavour() {
    assertKinds(
        KernelObject::isTask, IKOT_TASK_CONTROL, IKOT_TASK_READ, IKOT_TASK_INSPECT, IKOT_TASK_NAME);
    assertThat(new KernelObject(IKOT_TASK_RESUME).isTask()).isFalse();
    assertThat(new KernelObject(IKOT_TASK_ID_TOKEN).isTask()).isFalse();
  }

  @Test
  void theHostIsOneByItsOrdinaryOrItsPrivilegedPort() {
    assertKinds(KernelObject::isHost, IKOT_HOST, IKOT_HOST_PRIV);
  }

  @Test
  void readAndInspectPortsMustNotTravelAndAllOthersMay() {
    assertKinds(
        KernelObject::isImmovable,
        IKOT_THREAD_READ,
        IKOT_THREAD_INSPECT,
        IKOT_TASK_READ,
        IKOT_TASK_INSPECT);
  }

  @Test
  void aKindReadsAsItsSymbolAndAnUnknownOneAsItsNumber() {
    assertThat(new KernelObject(IKOT_SEMAPHORE)).hasToString("IKOT_SEMAPHORE");
    assertThat(new KernelObject(4711).toString()).contains("4711");
  }

  private static void assertKinds(Predicate<KernelObject> condition, int... expected) {
    assertThat(IntStream.rangeClosed(0, 255).filter(type -> condition.test(new KernelObject(type))))
        .containsExactlyInAnyOrder(IntStream.of(expected).boxed().toArray(Integer[]::new));
  }
}
