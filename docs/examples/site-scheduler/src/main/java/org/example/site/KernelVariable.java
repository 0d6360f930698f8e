package org.example.site;

import io.pergola.model.Value;
import io.pergola.spi.CommandResult;
import io.pergola.spi.SystemVariable;
import io.pergola.spi.VariableContext;
import java.time.Duration;
import java.util.List;
import org.pf4j.Extension;

/** The variable {@code sys.kernel}: the kernel that the node runs. */
@Extension
public final class KernelVariable implements SystemVariable {

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String description() {
        return "The release of the kernel on the node.";
    }

    @Override
    public boolean deferred() {
        return true;
    }

    @Override
    public Value value(VariableContext context) {
        CommandResult result = context.commands().run(List.of("uname", "-r"), Duration.ofSeconds(5));
        return Value.of(result.ok() ? result.stdout().strip() : "unknown");
    }
}
