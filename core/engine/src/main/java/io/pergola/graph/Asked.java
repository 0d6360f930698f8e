package io.pergola.graph;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request whose expressions have been read. */
record Asked(Quantity x, List<Quantity> ys, Optional<Quantity> by, GraphRequest request) {

    Asked {
        ys = List.copyOf(ys);
    }

    /**
     * Reads all expressions.
     *
     * @throws ConfigException with everything that is wrong with them
     */
    static Asked of(GraphRequest request) {
        var problems = new ArrayList<Problem>();
        return read(request, problems).orElseThrow(() -> new ConfigException(problems));
    }

    /** Reads all expressions; empty if anything is wrong, which is added to the problems. */
    static Optional<Asked> read(GraphRequest request, List<Problem> problems) {
        Optional<Quantity> x = Quantity.read("-x", request.x(), problems);
        List<Quantity> ys = request.ys().stream()
                .distinct()
                .flatMap(y -> Quantity.read("-y", y, problems).stream())
                .toList();
        Optional<Quantity> by =
                Optional.ofNullable(request.by()).flatMap(text -> Quantity.read("--by", text, problems));
        request.averages().stream()
                .filter(average -> !request.ys().contains(average))
                .forEach(average -> problems.add(Problem.error("--average: there is no -y '" + average + "'")
                        .help("give it as -y as well; what is averaged is also drawn")));
        return problems.isEmpty() ? x.map(read -> new Asked(read, ys, by, request)) : Optional.empty();
    }

    boolean averages(Quantity y) {
        return request.averages().stream().anyMatch(average -> average.strip().equals(y.source()));
    }
}
