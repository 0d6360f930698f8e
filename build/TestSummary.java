import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums up what Surefire and Failsafe reported: {@code java build/TestSummary.java ROOT STARTED}. Reports older than STARTED (ISO 8601) are of another run
 * and are left out.
 */
public final class TestSummary {

    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final Map<String, List<String>> skipped = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        var summary = new TestSummary();
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (Path report : reports(Path.of(args[0]), Instant.parse(args[1]))) {
            summary.add(parser.parse(report.toFile()).getElementsByTagName("testcase"));
        }
        summary.print();
    }

    private static List<Path> reports(Path root, Instant started) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean dull = name.equals("src") || name.equals(".git") || name.startsWith("pergola-") || name.equals("distribution");
                return dull ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean report = file.getFileName().toString().startsWith("TEST-")
                        && file.getParent().getFileName().toString().endsWith("-reports");
                if (report && !attributes.lastModifiedTime().toInstant().isBefore(started)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private void add(NodeList cases) {
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String name = test.getAttribute("classname") + "." + test.getAttribute("name");
            Element skip = (Element) test.getElementsByTagName("skipped").item(0);
            if (skip != null) {
                String reason = skip.getAttribute("message").strip();
                skipped.computeIfAbsent(reason.isEmpty() ? "no reason given" : reason, _ -> new ArrayList<>()).add(name);
            } else if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
                failed.add(name);
            } else {
                passed++;
            }
        }
    }

    private void print() {
        failed.forEach(name -> System.out.println("failed: " + name));
        skipped.forEach((reason, names) -> {
            System.out.println("skipped (" + reason + "):");
            names.forEach(name -> System.out.println("    " + name));
        });
        int skips = skipped.values().stream().mapToInt(List::size).sum();
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed.size(), skips);
    }
}
