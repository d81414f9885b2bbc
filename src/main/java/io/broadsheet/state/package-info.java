/**
 * What a target remembers between runs: the products of reading, file by file, and which windows
 * were published when. Start with {@link io.broadsheet.state.RunPlan}.
 */
package io.broadsheet.state;
