package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Garbage;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** Looks at a ledger as a management tool does: through the MBean server. */
@Tag("kernel")
@Tag("garbage")
@Timeout(60)
class LedgerBeanTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final Ledger ledger = Ledger.on(mach, LedgerLevel.COUNT);

  @AfterEach
  void withdraw() {
    ledger.unregisterBean();
  }

  private LedgerMXBean offer(String name) throws Exception {
    ObjectName objectName = new ObjectName(ledger.registerBean(name));
    return JMX.newMXBeanProxy(server, objectName, LedgerMXBean.class);
  }

  @Test
  void theBeanHasANameOfItsOwnWhateverIsInIt() throws Exception {
    String name = ledger.registerBean("a kernel, with \"quotes\" * and = signs");
    assertThat(name).startsWith("org.machapi:name=\"").endsWith(",type=Ledger");
    assertThat(server.isRegistered(new ObjectName(name))).isTrue();
    ledger.unregisterBean();
    assertThat(server.isRegistered(new ObjectName(name))).isFalse();
    ledger.unregisterBean();
  }

  @Test
  void theLevelIsReadAndChangedWhileTheProgramRuns() throws Exception {
    LedgerMXBean bean = offer("level");
    assertThat(bean.getLevel()).isEqualTo(LedgerLevel.COUNT);
    bean.setLevel(LedgerLevel.ALL);
    assertThat(ledger.level()).isEqualTo(LedgerLevel.ALL);
    bean.setSampling(7);
    assertThat(ledger.sampling()).isEqualTo(7).isEqualTo(bean.getSampling());
    bean.setReleasingLost(true);
    assertThat(ledger.isReleasingLost()).isTrue();
    assertThat(bean.isReleasingLost()).isTrue();
  }

  @Test
  void toolsThatDoNotKnowTheTypesSeeTextAndTables() throws Exception {
    ObjectName name = new ObjectName(ledger.registerBean("plain"));
    assertThat(server.getAttribute(name, "Level")).isEqualTo("COUNT");
    server.setAttribute(name, new Attribute("Level", "SAMPLED"));
    assertThat(ledger.level()).isEqualTo(LedgerLevel.SAMPLED);
    for (String table : List.of("Acquired", "Held", "HeldBySite", "SitesByName", "LostBySite")) {
      assertThat(server.getAttribute(name, table)).as(table).isInstanceOf(TabularData.class);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedAndChangesNothing() throws Exception {
    ObjectName name = new ObjectName(ledger.registerBean("nonsense"));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> server.setAttribute(name, new Attribute("Level", "LOUD")));
    assertThatExceptionOfType(RuntimeMBeanException.class)
        .isThrownBy(() -> server.setAttribute(name, new Attribute("Sampling", 0)))
        .withCauseInstanceOf(IllegalArgumentException.class);
    assertThat(ledger.level()).isEqualTo(LedgerLevel.COUNT);
    assertThat(ledger.sampling()).isEqualTo(Ledger.DEFAULT_SAMPLING);
  }

  @Test
  void noLevelAtAllIsRefusedAndRightsAreRecordedAsBefore() throws Exception {
    ObjectName name = new ObjectName(ledger.registerBean("null"));
    assertThatExceptionOfType(RuntimeMBeanException.class)
        .isThrownBy(() -> server.setAttribute(name, new Attribute("Level", null)))
        .havingCause()
        .isInstanceOf(IllegalArgumentException.class)
        .withMessage("The level is one of [OFF, COUNT, SAMPLED, ALL], not null.");
    assertThatNullPointerException().isThrownBy(() -> ledger.setLevel(null));
    assertThatNullPointerException()
        .isThrownBy(() -> Ledger.on(TestKernel.create().mach(), (LedgerLevel) null));
    assertThat(server.getAttribute(name, "Level")).isEqualTo("COUNT");
    ReceiveRight.allocate(mach).close();
    assertThat(ledger.counts().get("ReceiveRight").acquired()).isEqualTo(1);
  }

  @Test
  void whatIsHeldIsSeenByTypePlaceAndName() throws Exception {
    LedgerMXBean bean = offer("held");
    bean.setLevel(LedgerLevel.ALL);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      send.copy().close();
      send.label("render server");
      assertThat(bean.getAcquired()).isEqualTo(Map.of("ReceiveRight", 1L, "SendRight", 2L));
      assertThat(bean.getHeld()).isEqualTo(Map.of("ReceiveRight", 1L, "SendRight", 1L));
      assertThat(bean.getHeld().get("SendRight"))
          .isEqualTo(kernel.references(port.name(), Right.SEND));
      assertThat(bean.getHeldBySite()).isEqualTo(ledger.heldBySite()).hasSize(2);
      assertThat(bean.getSitesByName()).containsOnlyKeys(port.name());
      assertThat(bean.getSitesByName().get(port.name()))
          .hasSize(2)
          .allSatisfy(site -> assertThat(site).contains("LedgerBeanTest.java"));
      assertThat(bean.getLabels()).isEqualTo(Map.of(port.name(), "render server"));
      assertThat(bean.getLostBySite()).isEmpty();
    }
    assertThat(bean.getHeld()).isEqualTo(Map.of("ReceiveRight", 0L, "SendRight", 0L));
    assertThat(bean.getSitesByName()).isEmpty();
  }

  @Test
  void whatIsLostIsSeenByPlace() throws Exception {
    LedgerMXBean bean = offer("lost");
    bean.setLevel(LedgerLevel.ALL);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      lose(port);
      Garbage.collectUntil(() -> !bean.getLostBySite().isEmpty());
      assertThat(bean.getLostBySite()).containsOnlyKeys(ledger.lost().get(0).first().site());
    }
  }

  private static void lose(ReceiveRight port) {
    port.makeSend();
  }

  @Test
  void aLedgerIsOfferedOnce() {
    String name = ledger.registerBean("once");
    assertThatIllegalStateException()
        .isThrownBy(() -> ledger.registerBean("twice"))
        .withMessageContaining("offered already")
        .withMessageContaining(name);
  }

  @Test
  void aNameThatIsTakenIsRefusedAndTheOtherLedgerKeepsIt() throws Exception {
    String name = ledger.registerBean("taken");
    Ledger second = Ledger.on(mach, LedgerLevel.OFF);
    assertThatIllegalStateException()
        .isThrownBy(() -> second.registerBean("taken"))
        .withMessageContaining("Another ledger is offered as taken");
    second.unregisterBean();
    assertThat(server.getAttribute(new ObjectName(name), "Level")).isEqualTo("COUNT");
  }

  @Test
  void whatSomebodyElseHasWithdrawnIsWithdrawnWithoutAnError() throws Exception {
    String name = ledger.registerBean("withdrawn");
    server.unregisterMBean(new ObjectName(name));
    ledger.unregisterBean();
    assertThat(ledger.registerBean("withdrawn")).isEqualTo(name);
  }
}
