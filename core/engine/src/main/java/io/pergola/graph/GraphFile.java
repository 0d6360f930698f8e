package io.pergola.graph;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A file that a chart is written to; its ending says in which form. */
public final class GraphFile {

    /** Dots for each unit of the size, so that letters are sharp on paper and on dense screens. */
    private static final int DOTS = 2;

    private static final String ENDINGS = "name a file that ends in .svg or .png";

    private final Path file;
    private final ImageForm form;

    private GraphFile(Path file, ImageForm form) {
        this.file = file;
        this.form = form;
    }

    /**
     * A file that can be written, as far as can be seen beforehand; without an ending it gets {@code .png}.
     *
     * @param base what a relative name starts from
     * @param problems to which is added why it cannot be; then nothing is answered
     */
    public static Optional<GraphFile> of(Path base, String written, List<Problem> problems) {
        Path file;
        try {
            file = base.resolve(written).normalize();
        } catch (InvalidPathException e) {
            problems.add(
                    Problem.error("'" + written + "' is not the name of a file").help(ENDINGS));
            return Optional.empty();
        }
        Path name = file.getFileName();
        Path parent = file.getParent();
        if (name == null || parent == null || written.endsWith("/") || Files.isDirectory(file)) {
            problems.add(Problem.error("-o: '" + written + "' is a directory").help(ENDINGS));
            return Optional.empty();
        }
        String ending = ending(name.toString());
        if (!ending.isEmpty() && !ending.equals("svg") && !ending.equals("png")) {
            problems.add(
                    Problem.error("-o: charts cannot be written as ." + ending).help(ENDINGS));
        }
        if (!Files.isDirectory(parent)) {
            problems.add(Problem.error("-o: there is no directory '" + parent + "' for " + name)
                    .help("make it first, or name a file in another"));
        }
        Path whole = ending.isEmpty() ? file.resolveSibling(name + ".png") : file;
        return Optional.of(new GraphFile(whole, ending.equals("svg") ? ImageForm.SVG : ImageForm.PNG));
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Where it is written. */
    public Path path() {
        return file;
    }

    /**
     * Draws and writes. The file appears whole or not at all; one that was there is replaced.
     *
     * @throws ConfigException if a PNG is asked for on a machine without fonts
     * @throws StoreException if it cannot be written
     */
    public void write(GraphData data, GraphSize size) {
        // Charts are made on machines without a screen, or with one that must not be looked for.
        System.setProperty("java.awt.headless", "true");
        try {
            var picture = new Picture(data, size);
            replace(form == ImageForm.SVG ? svg(picture, data, size) : png(picture, size));
        } catch (IOException e) {
            throw new StoreException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void replace(byte[] content) throws IOException {
        Path fresh = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(
                    fresh,
                    content,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] svg(Picture picture, GraphData data, GraphSize size) {
        var graphics = new SvgGraphics();
        picture.draw(graphics, MeasuredFont::new);
        return graphics.document(size, data.title().isEmpty() ? data.yLabel() : data.title())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(Picture picture, GraphSize size) throws IOException {
        Lettering lettering = installed();
        var image = new BufferedImage(size.width() * DOTS, size.height() * DOTS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(DOTS, DOTS);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        picture.draw(graphics, lettering);
        graphics.dispose();
        ImageIO.setUseCache(false);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** The fonts of this machine, if there are any. */
    private static Lettering installed() {
        Lettering lettering = (size, bold) -> new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
        try {
            lettering.font(ChartStyle.SMALL, false).getLineMetrics("x", new FontRenderContext(null, true, true));
            return lettering;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // By release and by what is missing, Java throws a plain RuntimeException, or one of these errors.
            throw new ConfigException(Problem.error(
                            "a PNG needs fonts, and Java finds none on this machine: " + e.getMessage())
                    .help("write an .svg, which needs none, or install fontconfig and a font"
                            + " (Debian: fontconfig fonts-dejavu-core; Red Hat: fontconfig dejavu-sans-fonts)"));
        }
    }
}
