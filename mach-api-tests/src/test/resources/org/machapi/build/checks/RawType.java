import java.util.List;

/** Earns an ordinary warning of the compiler. */
final class RawType {
  static int size(List list) { // error: rawtypes
    return list.size();
  }
}
