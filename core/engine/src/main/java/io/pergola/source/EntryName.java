package io.pergola.source;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The name of an entry, found to lie inside.
 *
 * @param path its parts with slashes between them; never empty, never with {@code .} or {@code ..}
 * @param parts at least one
 */
record EntryName(String path, List<String> parts) {

    /**
     * Takes a name apart.
     *
     * @throws SourceException if it may not be written, or leads out
     */
    static EntryName of(ArchiveFile archive, String name) throws SourceException {
        if (Names.hasControls(name)) {
            throw archive.refused(name, "has a control character in its name: pack it again without");
        }
        if (name.startsWith("/")) {
            throw archive.refused(
                    name, "has an absolute name: pack it again with names that begin in its own directory");
        }
        List<String> parts = Names.parts(name);
        if (parts.contains("..")) {
            throw archive.refused(name, "leads out of the build directory by '..': pack it again without");
        }
        if (parts.size() > Limits.DEPTH) {
            throw archive.refused(name, "lies more than " + Limits.DEPTH + " directories deep: pack it again");
        }
        for (String part : parts) {
            if (bytes(part) > Limits.NAME) {
                throw archive.refused(name, "has a name that is longer than " + Limits.NAME + " bytes: shorten it");
            }
        }
        if (bytes(name) > Limits.PATH) {
            throw archive.refused(name, "has a path that is longer than " + Limits.PATH + " bytes: shorten it");
        }
        return new EntryName(String.join("/", parts), parts);
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** True for the directory itself that the archive was made of. */
    boolean isRoot() {
        return parts.isEmpty();
    }

    /** The names of the directories that it lies in, outermost first. */
    String parent(int depth) {
        return String.join("/", parts.subList(0, depth));
    }
}
