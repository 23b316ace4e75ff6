package org.machapi.build;

import java.io.IOException;
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
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Compiles as the ordinary build compiles main code: the options are read from the parent pom, so
 * that one who takes a checker out there changes what this does.
 */
final class OrdinaryCompilation {
  private static final String PLUGIN =
      "/project/build/pluginManagement/plugins/plugin[artifactId='maven-compiler-plugin']";
  private static final String EXECUTION = PLUGIN + "/executions/execution[id='default-compile']";

  private static final Pattern DIAGNOSTIC =
      Pattern.compile("([^/\\\\]+\\.java):(\\d+): (?:error|warning): \\[([a-z.]+)\\].*");

  /** How the compiler ended, and what it complained of: {@code file:line key}, sorted. */
  record Result(boolean passed, List<String> complaints, String output) {}

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private final Document pom;

  OrdinaryCompilation() throws Exception {
    Path file = TestFolders.root().resolve("pom.xml");
    pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  /** Compiles one source against the class path of the tests. */
  Result compile(Path source) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.add("-J-Duser.language=en");
    command.addAll(options());
    command.addAll(List.of("-processorpath", ClassPath.join(ClassPath.jarsNamed("checker-"))));
    command.addAll(List.of("-classpath", ClassPath.join(ClassPath.entries())));
    command.addAll(List.of("-d", TestFolders.fresh("compiled").toString()));
    command.add(source.toString());
    ChildProcess.Outcome outcome = ChildProcess.run(TestFolders.target(), command);
    return new Result(outcome.exitCode() == 0, complaints(outcome.output()), outcome.output());
  }

  /** The poms of the modules, which inherit these options. */
  List<Path> modules() throws Exception {
    return all("/project/modules/module").stream()
        .map(module -> TestFolders.root().resolve(module).resolve("pom.xml"))
        .toList();
  }

  /** The version of all modules. */
  String version() throws Exception {
    return one("/project/version");
  }

  private List<String> options() throws Exception {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--release", one("/project/properties/maven.compiler.release")));
    options.addAll(all(PLUGIN + "/configuration/compilerArgs/arg"));
    options.addAll(all(EXECUTION + "/configuration/compilerArgs/arg"));
    if (Boolean.parseBoolean(one(PLUGIN + "/configuration/failOnWarning"))) {
      options.add("-Werror");
    }
    List<String> checkers =
        all(EXECUTION + "/configuration/annotationProcessors/annotationProcessor");
    options.addAll(List.of("-processor", String.join(",", checkers)));
    return options;
  }

  private String one(String path) throws Exception {
    return xpath.evaluate(path, pom).strip();
  }

  private List<String> all(String path) throws Exception {
    NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent().strip())
        .toList();
  }

  private static List<String> complaints(String output) throws IOException {
    return output
        .lines()
        .map(DIAGNOSTIC::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1) + ":" + found.group(2) + " " + found.group(3))
        .sorted()
        .toList();
  }
}
