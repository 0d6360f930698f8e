import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * {@code java UpgradeClasses.java IN.jar OUT.jar}: the same classes in a newer class file format. Java's start-up cache does not take
 * classes from before Java 6 (no stack maps), and picocli is compiled for Java 5: read and verified at each start, it costs more than
 * all the rest together.
 */
final class UpgradeClasses {

    private static final int JAVA_8 = ClassFile.JAVA_8_VERSION;

    public static void main(String[] args) throws IOException {
        Map<String, byte[]> entries = read(Path.of(args[0]));
        ClassFile reader = ClassFile.of();
        ClassHierarchyResolver inJar = ClassHierarchyResolver.ofResourceParsing(type -> {
            byte[] bytes = entries.get(type.descriptorString().substring(1, type.descriptorString().length() - 1) + ".class");
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        ClassFile writer = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                // A pool of its own: with a shared one, code is copied as it is, without stack maps.
                ConstantPoolSharingOption.NEW_POOL,
                ClassFile.ClassHierarchyResolverOption.of(
                        inJar.orElse(ClassHierarchyResolver.defaultResolver())));
        try (OutputStream file = Files.newOutputStream(Path.of(args[1]));
                var out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] content = entry.getValue();
                if (entry.getKey().endsWith(".class") && !entry.getKey().endsWith("module-info.class")) {
                    content = upgrade(content, reader, writer);
                }
                var target = new ZipEntry(entry.getKey());
                target.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(target);
                out.write(content);
                out.closeEntry();
            }
        }
    }

    private static byte[] upgrade(byte[] content, ClassFile reader, ClassFile writer) {
        ClassModel model = reader.parse(content);
        if (model.majorVersion() >= JAVA_8) {
            return content;
        }
        return writer.transformClass(model, (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(JAVA_8, 0);
            } else {
                builder.with(element);
            }
        });
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (InputStream file = Files.newInputStream(jar);
                var in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private UpgradeClasses() {}
}
