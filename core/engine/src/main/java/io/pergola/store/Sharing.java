package io.pergola.store;

import io.pergola.model.Value;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who may do what with the files of one run, where its test says other than the site.
 *
 * @param group that owns them; empty for that of the working directory
 * @param umask permission bits that they do not get, 0 to 077 (octal); empty for the site's
 */
public record Sharing(Optional<String> group, OptionalInt umask) {

    /** As the site has it. */
    public static final Sharing OF_THE_SITE = new Sharing(Optional.empty(), OptionalInt.empty());

    private static final String GROUP = "group";
    private static final String UMASK = "umask";

    /** True if the test says anything of its own. */
    public boolean isOwn() {
        return group.isPresent() || umask.isPresent();
    }

    static Sharing read(Fields fields) {
        String group = fields.text(GROUP);
        int umask = fields.number(UMASK, -1);
        return group.isEmpty() && umask < 0
                ? OF_THE_SITE
                : new Sharing(
                        group.isEmpty() ? Optional.empty() : Optional.of(group),
                        umask < 0 ? OptionalInt.empty() : OptionalInt.of(umask));
    }

    void write(Fields fields) {
        group.ifPresent(name -> fields.put(GROUP, name));
        umask.ifPresent(bits -> fields.put(UMASK, Value.of(bits)));
    }
}
