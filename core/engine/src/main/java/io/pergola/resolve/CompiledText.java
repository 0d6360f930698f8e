package io.pergola.resolve;

import io.pergola.config.Setting;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.expr.Template;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text of a test, parsed once. Immutable; shared by all permutations. */
final class CompiledText {

    private final String path;
    private final String source;
    private final @Nullable Template template;
    private final Setting.@Nullable Text written;
    private final boolean immediate;
    private final Value literal;
    private final List<Use> uses;
    private final @Nullable ResolveFailure broken;

    /** Where a text stands, and whether it may wait. */
    private record Spot(String path, Setting.@Nullable Text written, boolean immediate) {}

    private CompiledText(Spot spot, String source, @Nullable Template template, @Nullable ResolveFailure broken) {
        this.path = spot.path();
        this.source = source;
        this.template = template;
        this.written = spot.written();
        this.immediate = spot.immediate();
        this.literal = Value.of(source);
        this.uses = template == null ? List.of() : Use.of(template);
        this.broken = broken;
    }

    /** A text that is what it is. */
    static CompiledText literal(String path, String text) {
        return new CompiledText(new Spot(path, null, false), text, null, null);
    }

    /** A text that has no value, whoever asks for it, for a reason that is known. */
    static CompiledText broken(String path, String text, ResolveFailure reason) {
        return new CompiledText(new Spot(path, null, false), text, null, reason);
    }

    /**
     * Parses a text.
     *
     * @param path where it stands in the test, for messages
     * @param immediate true if it may not wait for the allocation
     * @throws ResolveFailure if it is not well formed
     */
    static CompiledText parse(String path, Setting.Text written, boolean immediate) {
        String source = written.value().orElse("");
        var spot = new Spot(path, written, immediate);
        try {
            Template template = Template.parse(source);
            return template.isLiteral()
                    ? new CompiledText(spot, plain(template), null, null)
                    : new CompiledText(spot, source, template, null);
        } catch (ExpressionException e) {
            throw failure(path, source, written, e);
        }
    }

    /** Its escapes taken out. */
    private static String plain(Template template) {
        Value value = template.resolve((set, name) -> Optional.empty(), Functions.builtIn());
        return value instanceof Value.Text(String text) ? text : template.source();
    }

    private static ResolveFailure failure(
            String path, String source, Setting.@Nullable Text written, ExpressionException e) {
        Problem problem = Problem.error(path + ": " + e.getMessage() + excerpt(source, e));
        Problem helped = e.help().map(help -> problem.help(sentence(help))).orElse(problem);
        return new ResolveFailure(written == null ? helped : written.mark(helped, e.start()));
    }

    ResolveFailure failure(ExpressionException e) {
        return failure(path, source, written, e);
    }

    private static String sentence(String help) {
        return help.isEmpty() ? help : Character.toUpperCase(help.charAt(0)) + help.substring(1);
    }

    /** The part that it is about, where that is short and not named already. */
    private static String excerpt(String source, ExpressionException e) {
        int end = Math.min(e.end(), source.length());
        String part = source.substring(Math.min(e.start(), end), end);
        boolean useful = !part.isBlank() && part.length() <= 60 && part.indexOf('\n') < 0;
        return useful && !String.valueOf(e.getMessage()).contains(part) ? " (" + part + ")" : "";
    }

    /** A failure at the start of this text. */
    ResolveFailure failure(String what, String help) {
        Problem problem = Problem.error(path + ": " + what).help(help);
        return new ResolveFailure(written == null ? problem : written.mark(problem, 0));
    }

    /** A problem of something that stands in this text, from that offset on. */
    Problem mark(Problem problem, int offset) {
        Problem named = problem.in(path);
        return written == null ? named : written.mark(named, offset);
    }

    String path() {
        return path;
    }

    String source() {
        return source;
    }

    /** Null if there is nothing to resolve. */
    @Nullable Template template() {
        return template;
    }

    boolean isLiteral() {
        return template == null && broken == null;
    }

    /** Why it has no value, if that was known before anybody asked. */
    @Nullable ResolveFailure broken() {
        return broken;
    }

    Value literalValue() {
        return literal;
    }

    boolean immediate() {
        return immediate;
    }

    List<Use> uses() {
        return uses;
    }
}
