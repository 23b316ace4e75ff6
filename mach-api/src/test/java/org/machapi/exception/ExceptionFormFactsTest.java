package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.exception.RecordedMessages.Message;
import org.machapi.exception.RecordedMessages.Routine;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.Mig;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NdrRecordLayout;
import org.machapi.raw.ThreadStatusConstants;

/** Compares what is known of exception messages and their answers with what MIG makes of them. */
class ExceptionFormFactsTest {

  @Test
  void everyRecordedRoutineHasAForm() {
    Set<Integer> forms = new TreeSet<>();
    for (ExceptionForm form : ExceptionForm.values()) {
      forms.add(form.id);
    }
    assertThat(RecordedMessages.ids("exc", "mach_exc")).isEqualTo(forms);
  }

  @ParameterizedTest
  @EnumSource
  void bothIdentifiersAreTheRecordedOnes(ExceptionForm form) {
    Routine routine = RecordedMessages.routine(form.id);
    assertThat(form.id + ExceptionForm.REPLY_ID_OFFSET).isEqualTo(routine.replyId());
    assertThat(form.ports > 0).as("complex").isEqualTo(routine.complex());
  }

  @ParameterizedTest
  @EnumSource
  void thePortsStandWhereTheyAreRecorded(ExceptionForm form) {
    Message request = RecordedMessages.routine(form.id).request();
    assertThat(form.ports).isEqualTo(request.ports().size());
    for (int i = 0; i < form.ports; i++) {
      request.expect(
          request.ports().get(i), form.portOffset(i), MachMsgLayout.PORT_DESCRIPTOR_SIZE, "-");
    }
    if (form.ports > 0) {
      request.expect("msgh_body", MachMsgLayout.MSGH_DESCRIPTOR_COUNT, Integer.BYTES, "-");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyValueStandsWhereItIsRecordedAndNoOtherIsThere(ExceptionForm form) {
    Message request = RecordedMessages.routine(form.id).request();
    int codes = ExceptionForm.MAX_CODES;
    Set<String> fields = new TreeSet<>(request.ports());
    fields.addAll(Set.of("Head", "NDR", "exception", "codeCnt", "code"));
    request.expect("Head", 0, MachMsgLayout.HEADER_SIZE, "-");
    request.expect("NDR", form.ndrOffset(), NdrRecordLayout.SIZE, "-");
    request.expect("exception", form.exceptionOffset(), Integer.BYTES, "signed");
    request.expect("codeCnt", form.codeCountOffset(), Integer.BYTES, "unsigned");
    request.expectArray("code", form.codesOffset(), codes, form.codeWidth, "signed");
    if (form.ports > 0) {
      fields.add("msgh_body");
    }
    if (form.hasThreadId) {
      fields.add("thread_id");
      request.expect("thread_id", form.threadIdOffset(), Long.BYTES, "unsigned");
    }
    if (form.hasState) {
      fields.addAll(Set.of("flavor", "old_stateCnt", "old_state"));
      request.expect("flavor", form.flavourOffset(codes), Integer.BYTES, "signed");
      request.expect("old_stateCnt", form.stateCountOffset(codes), Integer.BYTES, "unsigned");
      request.expectArray(
          "old_state",
          form.stateOffset(codes),
          ThreadStatusConstants.THREAD_STATE_MAX,
          Integer.BYTES,
          "unsigned");
    }
    assertThat(request.fields()).isEqualTo(fields);
  }

  @ParameterizedTest
  @EnumSource
  void theSmallestAndTheLargestSizeAreTheRecordedOnes(ExceptionForm form) {
    Message request = RecordedMessages.routine(form.id).request();
    assertThat(form.smallestSize()).isEqualTo(request.smallest());
    assertThat(form.largestSize()).isEqualTo(request.largest());
    assertThat(ExceptionForm.largestSizeOfAll()).isGreaterThanOrEqualTo(request.largest());
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsWhereItIsRecordedIsReadWithItsSign(ExceptionForm form) {
    for (int codes = 0; codes <= ExceptionForm.MAX_CODES; codes++) {
      ByteBuffer message = RecordedMessages.request(form.id, codes, 3);
      ExceptionRequest request = ExceptionRequest.decode(message);
      assertThat(request.form()).isEqualTo(form);
      assertThat(request.type().number()).isEqualTo(RecordedMessages.EXCEPTION);
      assertThat(request.codes()).hasSize(codes);
      for (long code : request.codes()) {
        assertThat(code).isEqualTo(RecordedMessages.CODE);
      }
      assertThat(request.threadId()).isEqualTo(form.hasThreadId ? RecordedMessages.THREAD_ID : 0);
      assertThat(request.flavour()).isEqualTo(form.hasState ? RecordedMessages.FLAVOUR : 0);
      assertThat(request.stateCount()).isEqualTo(form.hasState ? 3 : 0);
      for (int i = 0; i < request.stateCount(); i++) {
        assertThat(message.getInt(request.stateOffset() + i * Integer.BYTES))
            .isEqualTo(RecordedMessages.STATE + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCountHasNoSign(ExceptionForm form) {
    Message recorded = RecordedMessages.routine(form.id).request();
    for (String count : new String[] {"codeCnt", "old_stateCnt"}) {
      if (recorded.fields().contains(count)) {
        ByteBuffer message = RecordedMessages.request(form.id, ExceptionForm.MAX_CODES, 1);
        message.putInt(recorded.offset(count), -1);
        assertThatExceptionOfType(MalformedMessageException.class)
            .isThrownBy(() -> ExceptionRequest.decode(message))
            .withMessageContaining("4294967295");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerHasTheRecordedValuesAndNoOthers(ExceptionForm form) {
    Message reply = RecordedMessages.routine(form.id).reply();
    Set<String> fields = new TreeSet<>(Set.of("Head", "NDR", "RetCode"));
    reply.expect("NDR", MachMsgLayout.HEADER_SIZE, NdrRecordLayout.SIZE, "-");
    reply.expect("RetCode", ExceptionReply.RETURN_CODE, Integer.BYTES, "signed");
    int smallest = ExceptionReply.SIZE;
    int largest = ExceptionReply.SIZE;
    if (form.hasState) {
      int words = ThreadStatusConstants.THREAD_STATE_MAX;
      fields.addAll(Set.of("flavor", "new_stateCnt", "new_state"));
      reply.expect("flavor", ExceptionReply.FLAVOUR, Integer.BYTES, "signed");
      reply.expect("new_stateCnt", ExceptionReply.STATE_COUNT, Integer.BYTES, "unsigned");
      reply.expectArray("new_state", ExceptionReply.STATE, words, Integer.BYTES, "unsigned");
      smallest = ExceptionReply.STATE;
      largest = ExceptionReply.STATE + words * Integer.BYTES;
    }
    assertThat(reply.fields()).isEqualTo(fields);
    assertThat(reply.smallest()).isEqualTo(smallest);
    assertThat(reply.largest()).isEqualTo(largest);
    assertThat(RecordedMessages.routine(form.id).errorReplySize()).isEqualTo(ExceptionReply.SIZE);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerIsWrittenWhereItIsRecorded(ExceptionForm form) {
    Routine routine = RecordedMessages.routine(form.id);
    Message recorded = routine.reply();
    int start = recorded.offset("NDR");
    ByteBuffer failure = ExceptionReply.of(form.id, -5).values();
    assertThat(failure.remaining()).isEqualTo(routine.errorReplySize() - start);
    assertThat(failure.getInt(recorded.offset("RetCode") - start)).isEqualTo(-5);
    if (form.hasState) {
      ByteBuffer success = ExceptionReply.withState(form.id, 6, ByteBuffer.allocate(20)).values();
      assertThat(success.remaining()).isEqualTo(recorded.smallest() - start);
      assertThat(success.getInt(recorded.offset("RetCode") - start)).isZero();
      assertThat(success.getInt(recorded.offset("flavor") - start)).isEqualTo(6);
      assertThat(success.getInt(recorded.offset("new_stateCnt") - start)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestIsWrittenAsItIsRecorded(ExceptionForm form) {
    ByteBuffer state = ByteBuffer.allocate(3 * Integer.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < 3; i++) {
      state.putInt(i * Integer.BYTES, RecordedMessages.STATE + i);
    }
    for (int codes = 0; codes <= ExceptionForm.MAX_CODES; codes++) {
      List<Long> values = Collections.nCopies(codes, (long) RecordedMessages.CODE);
      ByteBuffer written =
          RequestWriter.values(
              form,
              new ExceptionType(RecordedMessages.EXCEPTION),
              values,
              RecordedMessages.THREAD_ID,
              RecordedMessages.FLAVOUR,
              3);
      ByteBuffer recorded =
          RecordedMessages.request(form.id, codes, 3).position(form.ndrOffset()).slice();
      ByteBuffer all = ByteBuffer.allocate(recorded.remaining()).put(written);
      if (form.hasState) {
        all.put(state.duplicate());
      }
      assertThat(all.hasRemaining()).isFalse();
      assertThat(all.flip()).isEqualTo(recorded);
    }
  }

  @Test
  void theClientWritesWhatIsRecorded() {
    Message recorded = RecordedMessages.routine(ExceptionForm.MACH_RAISE.id).request();
    int start = recorded.offset("NDR");
    ByteBuffer values =
        RequestWriter.values(
            ExceptionForm.MACH_RAISE, new ExceptionType(10), List.of(-2L, -3L), 0, 0, 0);
    assertThat(values.remaining()).isEqualTo(recorded.largest() - start);
    assertThat(values.getInt(recorded.offset("exception") - start)).isEqualTo(10);
    assertThat(values.getInt(recorded.offset("codeCnt") - start)).isEqualTo(2);
    assertThat(values.getLong(recorded.offset("code") - start)).isEqualTo(-2);
    assertThat(values.getLong(recorded.offset("code") - start + 8)).isEqualTo(-3);
  }

  @Test
  void theNdrRecordHasTheRecordedBytes() {
    byte[] ndr = Mig.ndr().array();
    assertThat(ndr).isEqualTo(RecordedMessages.ndr());
    assertThat(ndr).hasSize(NdrRecordLayout.SIZE);
    assertThat(ndr[NdrRecordLayout.INT_REP]).isEqualTo((byte) 1);
  }
}
