package io.pergola.tasks;

/**
 * What is wrong with a task that somebody wrote.
 *
 * @param key where: the key, or an empty text for the task as a whole
 * @param what one sentence without a full stop
 * @param help how to mend it; may be empty
 */
record Flaw(String key, String what, String help) {}
