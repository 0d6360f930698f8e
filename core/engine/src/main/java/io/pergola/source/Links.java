package io.pergola.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The symbolic links of an archive, and where they lead. They are followed here, before there is one on the disk. */
final class Links {

    private static final int MOST_IN_A_ROW = 40;

    private final ArchiveFile archive;
    private final SequencedMap<String, String> targets = new LinkedHashMap<>();
    private long steps;

    Links(ArchiveFile archive) {
        this.archive = archive;
    }

    void add(String name, String target) throws SourceException {
        if (target.isEmpty() || Names.hasControls(target) || EntryName.bytes(target) > Limits.PATH) {
            throw archive.refused(name, "is a link to '" + Names.shown(target) + "', which is no name of a file");
        }
        targets.put(name, target);
    }

    boolean contains(String name) {
        return targets.containsKey(name);
    }

    Map<String, String> all() {
        return targets;
    }

    /**
     * Looks whether all stay inside.
     *
     * @param top the directory that none may leave, ending with a slash; empty for the whole of the archive
     */
    void check(String top) throws SourceException {
        for (Map.Entry<String, String> link : targets.entrySet()) {
            check(top, link.getKey(), link.getValue());
        }
    }

    private void check(String top, String name, String target) throws SourceException {
        Deque<String> at = new ArrayDeque<>(Names.parts(name.substring(top.length())));
        at.removeLast();
        Deque<String> ahead = new ArrayDeque<>();
        turn(name, target, ahead);
        int links = 0;
        while (!ahead.isEmpty()) {
            if (++steps > Limits.STEPS) {
                throw archive.refused("its links lead through each other without end: pack it again without them");
            }
            String part = ahead.removeFirst();
            if (!part.equals("..")) {
                at.addLast(part);
                @Nullable String further = targets.get(top + String.join("/", at));
                if (further != null) {
                    if (++links > MOST_IN_A_ROW) {
                        throw archive.refused(name, "is a link that leads in a circle: pack it again without");
                    }
                    at.removeLast();
                    turn(name, further, ahead);
                }
            } else if (at.pollLast() == null) {
                throw outside(name, target);
            }
        }
    }

    private void turn(String name, String target, Deque<String> ahead) throws SourceException {
        if (target.startsWith("/")) {
            throw outside(name, target);
        }
        List<String> parts = Names.parts(target);
        parts.reversed().forEach(ahead::addFirst);
    }

    private SourceException outside(String name, String target) {
        return archive.refused(
                name,
                "is a link that leads out of the build directory (to '" + Names.shown(target)
                        + "'): pack it again without, or with the file in its place");
    }
}
