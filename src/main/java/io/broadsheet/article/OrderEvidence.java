package io.broadsheet.article;

/**
 * What a numeric date such as {@code 27-03-2025} says about the order of day and month at its
 * outlet.
 *
 * @param declared the order that the format or the spec declares for it; NONE if neither does
 * @param proves the only order under which it is a day; NONE if there are several
 */
public record OrderEvidence(DateOrder declared, DateOrder proves) {}
