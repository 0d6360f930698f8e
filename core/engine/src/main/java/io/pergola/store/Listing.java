package io.pergola.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * How the directory of all runs stood before it was listed. As long as it stands so, no run came or went, and an index that then knew
 * them all still does, without another listing.
 */
final class Listing {

    /** Under which an index keeps it; whatever forgets runs takes it away. */
    static final String KEY = "listing";

    /** Empty if it cannot be told. */
    private final String state;

    private final Numbering numbering;

    Listing(Numbering numbering) {
        this.numbering = numbering;
        this.state = state(numbering);
    }

    /** Whoever adds or removes an entry changes the times, and most file systems count the directories in another. */
    private static String state(Numbering numbering) {
        try {
            Map<String, Object> now = Files.readAttributes(numbering.parent(), "unix:lastModifiedTime,ctime,nlink,ino");
            return now.get("lastModifiedTime") + " " + now.get("ctime") + " " + now.get("nlink") + " " + now.get("ino");
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Whether an index was complete when the directory stood as it does. */
    boolean isThatOf(Index index) throws SQLException {
        return !state.isEmpty() && state.equals(index.meta(KEY));
    }

    /**
     * Notes that an index is complete, if it is: a directory that is just being made has no summary yet, and one that is broken is in no
     * index.
     *
     * @param all of all directories, read after this listing was made
     */
    void keep(Index index, List<RunSummary> all) throws SQLException {
        boolean complete = !state.isEmpty()
                && all.size() == numbering.unordered().length
                && all.stream().noneMatch(run -> run.uuid().isEmpty())
                && state.equals(state(numbering));
        if (complete && !state.equals(index.meta(KEY))) {
            var update = new IndexUpdate(false);
            update.meta().put(KEY, state);
            index.tryUpdate(update);
        }
    }
}
