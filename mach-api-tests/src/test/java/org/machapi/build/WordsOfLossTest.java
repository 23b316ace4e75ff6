package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.machapi.PortRight;
import org.machapi.checker.PortRightLeakChecker;

/** Compares the checker's words for what is lost with the types of the library that are closed. */
class WordsOfLossTest {
  private static final String KEY = "loss.";

  @Test
  void eachTypeThatIsClosedHasWordsAndNoOther() throws Exception {
    String library = ClassPath.entryOf(PortRight.class).toUri().getRawPath();
    Set<String> closeable =
        new ClassFileImporter()
                .withImportOption(location -> location.contains(library))
                .importPackages("org.machapi")
                .stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isAssignableTo(AutoCloseable.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    assertThat(closeable).contains("org.machapi.SendRight", "org.machapi.message.ReceivedMessage");

    assertThat(typesWithWords()).containsExactlyInAnyOrderElementsOf(closeable);
  }

  private static Set<String> typesWithWords() throws Exception {
    Properties messages = new Properties();
    try (InputStream file = PortRightLeakChecker.class.getResourceAsStream("messages.properties")) {
      messages.load(file);
    }
    Set<String> types = new TreeSet<>();
    for (String key : messages.stringPropertyNames()) {
      // "loss" and "loss.org.machapi" are for all the others.
      if (key.startsWith(KEY) && !key.equals("loss.org.machapi")) {
        types.add(key.substring(KEY.length()));
      }
    }
    return types;
  }
}
