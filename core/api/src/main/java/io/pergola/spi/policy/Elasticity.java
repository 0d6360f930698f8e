package io.pergola.spi.policy;

/** Who may choose how many ranks a job has, and when. */
public enum Elasticity {
    /** It has as many as it asks for. */
    RIGID,
    /** The policy chooses when it starts, between the least and the most that it asks for. */
    MOLDABLE,
    /** As {@link #MOLDABLE}, and the policy may change it while the job runs. */
    MALLEABLE,
    /** As {@link #MOLDABLE}, and the job may ask for a change while it runs. */
    EVOLVING,
    /** Both of these. */
    ADAPTIVE
}
