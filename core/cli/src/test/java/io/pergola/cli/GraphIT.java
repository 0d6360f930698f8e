package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts of real runs, drawn by the built distribution with the runtime that it brings. */
class GraphIT {

    private Installed installed;

    @BeforeEach
    void runTests(@TempDir Path temp) throws IOException, InterruptedException {
        installed = new Installed(temp);
        installed.suite("stream", """
                triad:
                  variables: {size: [1, 2, 4], compiler: [gcc, clang]}
                  permute_on: [size, compiler]
                  subtitle: '{{compiler}}-{{size}}'
                  run:
                    cmds:
                      - 'echo "triad: {{size * 10}}.5 GB/s"'
                      - 'for n in a b; do echo "rate: {{size}}" > $n.out; done'
                  result_parse:
                    regex:
                      triad: {regex: 'triad: (.*)', unit: GB/s}
                      rate: {regex: 'rate: (.*)', files: '*.out', per_file: name}
                  result_reference:
                    triad: {value: 30, lower: 10, unit: GB/s}
                """);
        installed.expect(0, "run", "stream");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private Path here(String name) {
        return installed.folder().resolve("here").resolve(name);
    }

    /** Java keeps what it knows of fonts in the home of the user by the system's list of users, whatever HOME says. */
    private Shell homely() {
        return installed
                .shell()
                .with("PERGOLA_JAVA_OPTS", "-Duser.home=" + installed.folder().resolve("home"));
    }

    private static int count(String text, String part) {
        Matcher matcher = Pattern.compile(part, Pattern.LITERAL).matcher(text);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }

    @Test
    void anSvgHoldsEveryValueOfEverySeries() throws Exception {
        Shell.Outcome outcome =
                installed.expect(0, "graph", "-x", "var.size", "-y", "triad", "--type", "line", "-o", "triad.svg");
        contains(outcome.out(), "triad.svg: 6 values in 2 series");
        assertEquals("", outcome.err());
        String svg = Files.readString(here("triad.svg"));
        DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(here("triad.svg").toFile());
        contains(
                svg,
                ">stream.triad.gcc</text>",
                ">stream.triad.clang</text>",
                ">triad [GB/s]</text>",
                ">var.size</text>",
                ">reference 30 GB/s</text>",
                ">at least 10 GB/s</text>");
        assertEquals(3 + 1, count(svg, "fill=\"#0072b2\""), "three marks, and one in the legend");
        assertEquals(3 + 1, count(svg, "fill=\"#d55e00\""));
    }

    @Test
    void valuesByFileArePaired() throws Exception {
        contains(
                installed
                        .expect(0, "graph", "-x", "keys(per_file)", "-y", "per_file.*.rate", "-o", "files.svg")
                        .out(),
                "12 values in 6 series");
    }

    @Test
    void aPngCanBeDecoded() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/fc-list")), "fontconfig is not installed");
        Shell.Outcome outcome = homely().run(Installed.command(
                "graph", "-x", "started", "-y", "triad", "-o", "triad", "--dimensions", "5x4"));
        assertEquals(0, outcome.code(), outcome.err());
        BufferedImage image = ImageIO.read(here("triad.png").toFile());
        assertEquals(960, image.getWidth());
        assertEquals(768, image.getHeight());
    }

    @Test
    void withoutFontsAnSvgIsDrawnAllTheSameAndAPngRefusedInWords() throws Exception {
        Path none = Files.writeString(here("fonts.conf"), "<fontconfig></fontconfig>");
        Shell without = homely().with("FONTCONFIG_FILE", none.toString());
        Shell.Outcome svg = without.run(
                Installed.command("graph", "-x", "var.size", "-y", "triad", "--average", "triad", "-o", "triad.svg"));
        assertEquals(0, svg.code(), svg.err());
        Shell.Outcome png = without.run(Installed.command("graph", "-x", "var.size", "-y", "triad", "-o", "triad.png"));
        assertEquals(2, png.code(), png.err());
        contains(png.err(), "a PNG needs fonts", "fontconfig fonts-dejavu-core");
        assertFalse(png.err().contains("\tat "), png.err());
        assertFalse(Files.exists(here("triad.png")));
        assertTrue(Files.exists(here("triad.svg")));
    }
}
