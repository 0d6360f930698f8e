package io.pergola.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need a {@link SlurmCluster}: skipped where none can be started, with the reason. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SlurmCondition.class)
public @interface RequiresSlurm {

    /** What they need beyond the daemons. */
    SlurmFeature[] value() default {};
}
