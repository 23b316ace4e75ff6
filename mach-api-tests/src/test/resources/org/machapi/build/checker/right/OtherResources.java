import org.machapi.ReceiveView;
import org.machapi.SendRight;

/** Rights beside files. */
final class OtherResources {
  static void both(ReceiveView port, java.nio.file.Path path) throws java.io.IOException {
    try (SendRight right = port.makeSend();
        java.io.Writer writer = java.nio.file.Files.newBufferedWriter(path)) {
      writer.write(right.toString());
    }
  }
}
