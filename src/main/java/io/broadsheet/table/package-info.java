/**
 * The report tables: one definition each, from which every header, schema and documentation page is
 * made.
 *
 * <p>Imports nothing of this project. Start reading at {@link io.broadsheet.table.Tables}.
 */
package io.broadsheet.table;
