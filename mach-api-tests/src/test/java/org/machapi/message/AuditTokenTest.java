package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.NativeBuffer;

class AuditTokenTest {

  @Test
  void theWordsOfATrailerAreReadInTheOrderOfTheKernel() {
    NativeBuffer trailer = NativeBuffer.allocate(4 + MachMsgTrailerLayout.MAX_TRAILER_SIZE);
    for (int word = 0; word < 8; word++) {
      trailer.putInt(4 + MachMsgTrailerLayout.MSGH_AUDIT + 4 * word, 10 + word);
    }
    AuditToken token = AuditToken.read(trailer, 4);
    assertThat(token).isEqualTo(new AuditToken(10, 11, 12, 13, 14, 15, 16, 17));
    assertThat(token.pid()).isEqualTo(15);
    assertThat(token.pidVersion()).isEqualTo(17);
  }

  @Test
  void onlyTheKernelHasProcessNumberZero() {
    assertThat(new AuditToken(0, 0, 0, 0, 0, 0, 0, 0).isKernel()).isTrue();
    assertThat(new AuditToken(0, 0, 0, 0, 0, 1, 0, 0).isKernel()).isFalse();
  }
}
