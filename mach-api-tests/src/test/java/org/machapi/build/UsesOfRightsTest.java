package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.machapi.PortSet;
import org.machapi.PortView;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.Task;
import org.machapi.ThreadInspectPortList;
import org.machapi.ThreadList;
import org.machapi.ThreadPortList;
import org.machapi.ThreadReadPortList;
import org.machapi.ThreadSampler;
import org.machapi.checker.PortRightLeakChecker;
import org.machapi.exception.ExceptionMessage;
import org.machapi.exception.ExceptionServer;
import org.machapi.message.OutOfLineMemory;
import org.machapi.message.OutOfLinePorts;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.message.UnsentMessage;
import org.machapi.notification.DeadNameNotification;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;
import org.machapi.notification.PortDestroyedNotification;

/**
 * Compares the checker's list of uses with the library: a line for a method that does not exist
 * would be ignored silently, and a use without line is not found after close.
 */
class UsesOfRightsTest {
  /** The rights and their views: a closed family. */
  private static final Set<Class<?>> RIGHTS = publicFamily(PortView.class);

  /** What else is closed, or gives rights away; not all of their methods are uses. */
  private static final List<Class<?>> OTHERS =
      List.of(
          ThreadList.class,
          ThreadPortList.class,
          ThreadReadPortList.class,
          ThreadInspectPortList.class,
          ThreadSampler.class,
          RegisteredPorts.class,
          OutgoingMessage.class,
          OutgoingMessage.class.getSuperclass(),
          UnsentMessage.class,
          ReceivedMessage.class,
          ReceivedMessage.class.getSuperclass(),
          OutOfLineMemory.class,
          OutOfLinePorts.class,
          ExceptionMessage.class,
          ExceptionServer.class,
          NotificationPort.class,
          NotificationRequest.class,
          DeadNameNotification.class,
          PortDestroyedNotification.class);

  /** What can be called at any time. */
  private static final Set<String> NO_USES = Set.of("close", "mach", "toString");

  private static final Pattern TYPE = Pattern.compile("(?:class|interface) (\\w+)(?:<.*>)? \\{");
  private static final Pattern METHOD = Pattern.compile("(\\w+)\\(([^;]*)\\);");
  private static final Pattern ANNOTATION = Pattern.compile("@\\w+(\\(\"[^\"]*\"\\))? ");

  @Test
  void eachLineIsAMethodOfTheLibrary() throws Exception {
    Set<String> methods =
        Stream.concat(RIGHTS.stream(), OTHERS.stream())
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .map(UsesOfRightsTest::line)
            .collect(Collectors.toSet());
    assertThat(lines()).isNotEmpty().isSubsetOf(methods);
  }

  @Test
  void eachUseOfARightHasALine() throws Exception {
    assertThat(RIGHTS).contains(SendRight.class, Task.class, PortSet.class);
    Set<String> uses = new TreeSet<>();
    for (Class<?> type : RIGHTS) {
      for (Method method : type.getDeclaredMethods()) {
        boolean isUse =
            Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && !NO_USES.contains(method.getName());
        if (isUse) {
          uses.add(line(method));
        }
      }
    }
    assertThat(lines()).as("mach-api.astub").containsAll(uses);
  }

  private static Set<Class<?>> publicFamily(Class<?> head) {
    Set<Class<?>> family = new LinkedHashSet<>();
    if (Modifier.isPublic(head.getModifiers())) {
      family.add(head);
    }
    if (head.isSealed()) {
      for (Class<?> member : head.getPermittedSubclasses()) {
        family.addAll(publicFamily(member));
      }
    }
    return family;
  }

  private static String line(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ", ",
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
                ")"));
  }

  /** The methods in the stub file, without receivers, annotations and names of parameters. */
  private static Set<String> lines() throws IOException {
    String text;
    try (InputStream file = PortRightLeakChecker.class.getResourceAsStream("mach-api.astub")) {
      text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> lines = new TreeSet<>();
    String type = "";
    for (String line : text.lines().toList()) {
      Matcher start = TYPE.matcher(line);
      Matcher method = METHOD.matcher(line);
      if (start.find()) {
        type = start.group(1);
      } else if (method.find()) {
        String parameters =
            Stream.of(ANNOTATION.matcher(method.group(2)).replaceAll("").split(", "))
                .filter(parameter -> !parameter.isEmpty() && !parameter.endsWith(" this"))
                .map(parameter -> parameter.substring(0, parameter.lastIndexOf(' ')))
                .map(parameter -> parameter.replace("...", "[]"))
                .collect(Collectors.joining(", "));
        lines.add(type + "." + method.group(1) + "(" + parameters + ")");
      }
    }
    return lines;
  }
}
