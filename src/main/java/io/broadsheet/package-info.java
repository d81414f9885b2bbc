/**
 * Broadsheet: audited aggregate reports from news articles. Start reading at {@code Broadsheet}.
 */
package io.broadsheet;
