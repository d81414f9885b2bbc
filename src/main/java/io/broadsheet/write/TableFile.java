package io.broadsheet.write;

/**
 * A finished file of a table, for the run report.
 *
 * @param table the table's name
 * @param format the format's name
 * @param file relative to the output folder
 * @param rows without the header
 * @param bytes with the header
 */
public record TableFile(String table, String format, String file, long rows, long bytes) {}
