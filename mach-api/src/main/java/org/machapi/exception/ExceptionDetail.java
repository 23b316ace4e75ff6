package org.machapi.exception;

import java.util.List;
import org.machapi.Architecture;
import org.machapi.raw.ExceptionConstants;

/**
 * What the codes of an exception mean, which depends on its type. For people, {@link #describe()};
 * for programs, the record:
 *
 * <pre>{@code
 * if (message.detail() instanceof BadAccess access) {
 *   log(access.address());
 * }
 * }</pre>
 *
 * <p>Any numbers do, since anybody may send them; a number that has no name stays one.
 */
public sealed interface ExceptionDetail
    permits BadAccess,
        ProcessorTrap,
        RaisedBySoftware,
        Crash,
        Corpse,
        OtherCodes,
        ResourceLimit,
        GuardViolation {

  /**
   * Finds out what codes mean.
   *
   * @param architecture of the kernel that sent them: processors have codes of their own
   * @param type what happened
   * @param codes what came with it, extended by their sign if they had 32 bits
   * @return the meaning; {@link OtherCodes} if there are not two codes, as the kernel sends them,
   *     or codes of this type have no meaning that is known here
   */
  static ExceptionDetail of(Architecture architecture, ExceptionType type, List<Long> codes) {
    if (codes.size() != 2) {
      return new OtherCodes(type, codes);
    }
    long code = codes.get(0);
    long subcode = codes.get(1);
    return switch (type.number()) {
      case ExceptionConstants.EXC_BAD_ACCESS -> new BadAccess(architecture, code, subcode);
      case ExceptionConstants.EXC_BAD_INSTRUCTION,
          ExceptionConstants.EXC_ARITHMETIC,
          ExceptionConstants.EXC_BREAKPOINT ->
          new ProcessorTrap(architecture, type, code, subcode);
      case ExceptionConstants.EXC_SOFTWARE -> new RaisedBySoftware(code, subcode);
      case ExceptionConstants.EXC_CRASH -> new Crash(code, subcode);
      case ExceptionConstants.EXC_RESOURCE -> new ResourceLimit(code, subcode);
      case ExceptionConstants.EXC_GUARD -> new GuardViolation(code, subcode);
      case ExceptionConstants.EXC_CORPSE_NOTIFY -> new Corpse(code, subcode);
      default -> new OtherCodes(type, codes);
    };
  }

  /**
   * Returns what happened.
   *
   * @return the exception type
   */
  ExceptionType type();

  /**
   * Says it for people.
   *
   * @return a sentence without a full stop
   */
  String describe();
}
