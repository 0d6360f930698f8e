package io.pergola.testkit;

import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Holds back tests with {@link RequiresSlurm} where there can be no cluster. */
final class SlurmCondition implements ExecutionCondition {

    /** For JUnit. */
    SlurmCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresSlurm.class)
                .flatMap(needs -> SlurmCluster.unavailable(Set.of(needs.value())))
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("Slurm can be started here"));
    }
}
