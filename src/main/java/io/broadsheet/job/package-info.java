/**
 * The job: what a spec asks for, validated, and the command line that runs it.
 *
 * <p>Sees everything. Start reading at {@link io.broadsheet.job.Job}, the validated spec as values.
 */
package io.broadsheet.job;
