package org.machapi.raw;

/** Who owns a right that a routine takes when the call fails. */
public enum OnFailure {
  /** The caller still owns it, with all its references. */
  KEPT,

  /** It is gone as after success. */
  TAKEN,

  /** It depends on the error; the manual of the routine says how. */
  DEPENDS
}
