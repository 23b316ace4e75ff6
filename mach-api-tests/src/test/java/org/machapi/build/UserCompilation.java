package org.machapi.build;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.machapi.checker.PortRightLeakChecker;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Compiles as a user's build does that has the block from {@code docs/checker.md} in its pom:
 * javac's options are read from there. Not Maven itself, which would want the modules installed in
 * a repository; the processor path is the checker of this build.
 */
final class UserCompilation {
  static final String PAGE = "docs/checker.md";

  private static final Pattern XML_BLOCK =
      Pattern.compile("```xml\n(<plugin>.*?)```", Pattern.DOTALL);
  private static final String CONFIGURATION = "/plugin/configuration/";

  /** Seconds on an idle machine, but it looks at a hundred programs at once. */
  private static final int LIMIT_SECONDS = 240;

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private final Document block;

  UserCompilation() throws Exception {
    Matcher found = XML_BLOCK.matcher(Files.readString(TestFolders.root().resolve(PAGE)));
    if (!found.find()) {
      throw new AssertionError("no block with a <plugin> in " + PAGE);
    }
    byte[] xml = found.group(1).getBytes(StandardCharsets.UTF_8);
    block =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml));
  }

  /** Compiles all these sources at once; returns how javac ended and all that it printed. */
  ChildProcess.Outcome compile(List<Path> sources) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.add("-J-Duser.language=en");
    command.addAll(all(CONFIGURATION + "compilerArgs/arg"));
    command.addAll(List.of("-processor", String.join(",", processors())));
    // Only javac's own limit would cut the list short.
    command.addAll(List.of("-Xmaxerrs", "10000", "-Xmaxwarns", "10000"));
    command.addAll(List.of("-encoding", "UTF-8", "--release", "17"));
    List<Path> processorPath = new ArrayList<>();
    processorPath.add(ClassPath.entryOf(PortRightLeakChecker.class));
    processorPath.addAll(ClassPath.jarsNamed("checker-"));
    command.addAll(List.of("-processorpath", ClassPath.join(processorPath)));
    command.addAll(List.of("-classpath", ClassPath.join(ClassPath.entries())));
    command.addAll(List.of("-d", TestFolders.fresh("user").toString()));
    sources.forEach(source -> command.add(source.toString()));
    return ChildProcess.run(TestFolders.target(), command, LIMIT_SECONDS);
  }

  List<String> processors() throws Exception {
    return all(CONFIGURATION + "annotationProcessors/annotationProcessor");
  }

  /** What the processor path names, as {@code group:artifact:version}. */
  List<String> processorPath() throws Exception {
    String path = CONFIGURATION + "annotationProcessorPaths/path";
    return IntStream.rangeClosed(1, all(path).size())
        .mapToObj(i -> path + "[" + i + "]/")
        .map(
            one ->
                text(one + "groupId")
                    + ":"
                    + text(one + "artifactId")
                    + ":"
                    + text(one + "version"))
        .toList();
  }

  boolean forks() {
    return Boolean.parseBoolean(text(CONFIGURATION + "fork"));
  }

  private String text(String path) {
    try {
      return xpath.evaluate(path, block).strip();
    } catch (javax.xml.xpath.XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private List<String> all(String path) throws Exception {
    NodeList nodes = (NodeList) xpath.evaluate(path, block, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent().strip())
        .toList();
  }
}
