package io.broadsheet.count;

import java.io.Serializable;

/**
 * How the order of day and month in numeric dates is found out.
 *
 * @param waits whether an article whose date needs an order waits until all dates of its outlet
 *     have been read, which a stream cannot
 * @param known what earlier runs found out
 */
public record OrderSettings(boolean waits, DateOrders known) implements Serializable {}
