package io.pergola.nodes;

import io.pergola.model.NodeInfo;

/**
 * A node that a test may not use.
 *
 * @param node which
 * @param filter what took it away
 * @param reason the same about this node, in a few words: {@code DOWN: fan broken}
 */
public record RemovedNode(NodeInfo node, NodeFilter filter, String reason) {}
