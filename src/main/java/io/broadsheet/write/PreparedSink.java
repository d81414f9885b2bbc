package io.broadsheet.write;

/**
 * A sink that is taken for a run.
 *
 * @param sink what workers and the commit use
 * @param release removes what is left of the run and gives back what was taken
 */
record PreparedSink(Sink sink, Runnable release) {}
