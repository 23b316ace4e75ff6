package org.machapi.contract;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.machapi.raw.Borrowed;
import org.machapi.raw.Given;
import org.machapi.raw.GivenUnnamed;
import org.machapi.raw.Made;
import org.machapi.raw.OnFailure;
import org.machapi.raw.RightKind;
import org.machapi.raw.Taken;

/**
 * What one annotation says about a right.
 *
 * @param position which parameter, from 0 on; {@link #RESULT}; or {@link #UNNAMED}
 * @param effect what the call does
 * @param right what it does it to
 * @param count how many references of how many names
 * @param onFailure what becomes of a right that is taken when the call fails
 * @param release the routine that gives back what is given or made; empty for the others
 * @param condition when it holds
 */
record ContractPart(
    int position,
    Effect effect,
    RightKind right,
    String count,
    OnFailure onFailure,
    String release,
    Condition condition) {

  /** The position of the result. */
  static final int RESULT = -1;

  /** The position of what no parameter names. */
  static final int UNNAMED = -2;

  /** What a call does to a right. */
  enum Effect {
    BORROWED,
    TAKEN,
    GIVEN,
    MADE
  }

  /** Reads all annotations about rights of one parameter, or of the method for its result. */
  static List<ContractPart> of(AnnotatedElement element, int position) {
    List<ContractPart> parts = new ArrayList<>();
    for (Borrowed part : element.getAnnotationsByType(Borrowed.class)) {
      parts.add(
          part(position, Effect.BORROWED, part.value(), "0", OnFailure.KEPT, "", part.when()));
    }
    for (Taken part : element.getAnnotationsByType(Taken.class)) {
      parts.add(
          part(
              position,
              Effect.TAKEN,
              part.value(),
              part.count(),
              part.onFailure(),
              "",
              part.when()));
    }
    for (Given part : element.getAnnotationsByType(Given.class)) {
      parts.add(
          part(
              position,
              Effect.GIVEN,
              part.value(),
              part.count(),
              OnFailure.KEPT,
              part.release(),
              part.when()));
    }
    for (Made part : element.getAnnotationsByType(Made.class)) {
      parts.add(
          part(
              position,
              Effect.MADE,
              part.value(),
              "1",
              OnFailure.KEPT,
              part.release(),
              part.when()));
    }
    for (GivenUnnamed part : element.getAnnotationsByType(GivenUnnamed.class)) {
      parts.add(
          part(
              UNNAMED,
              Effect.GIVEN,
              part.value(),
              "1",
              OnFailure.KEPT,
              part.release(),
              part.when()));
    }
    return parts;
  }

  private static ContractPart part(
      int position,
      Effect effect,
      RightKind right,
      String count,
      OnFailure onFailure,
      String release,
      String when) {
    return new ContractPart(
        position, effect, right, count, onFailure, release, Condition.parse(when));
  }
}
