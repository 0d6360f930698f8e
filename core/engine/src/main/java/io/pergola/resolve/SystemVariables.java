package io.pergola.resolve;

import io.pergola.expr.Variable;
import java.util.SequencedMap;

/**
 * The variables that do not depend on a test. The name of the default host layer is {@code sys_name}, that of the default OS layer
 * is {@code NAME-VERSION} of {@code sys_os}.
 */
public interface SystemVariables {

    /** The set {@code sys}; what only the job's nodes know is deferred. */
    SequencedMap<String, Variable> sys();

    /** The set {@code pav}; its {@code version} is what {@code compatible_pav_versions} is compared with. */
    SequencedMap<String, Variable> pav();

    /** What the site adds to the set {@code sys}; asked only for names that the sets do not have. */
    default SiteVariables site() {
        return SiteVariables.NONE;
    }
}
