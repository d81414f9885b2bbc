package io.broadsheet.read;

/**
 * A file to read.
 *
 * @param input which of the job's inputs it belongs to, from 0
 * @param name the path as the input's pattern names it, with {@code /} between folders
 * @param bytes its size when it was listed
 * @param modifiedMillis when it was last modified, when it was listed
 */
public record InputFile(int input, String name, long bytes, long modifiedMillis) {}
