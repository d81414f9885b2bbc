package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import java.io.Serializable;

/**
 * What is gathered, while articles are read, besides the articles themselves.
 *
 * @param bodies whether their texts are kept, for {@link ContextRows}
 */
public record EvidenceSettings(
    CopySettings copies, StorySettings stories, OrderSettings orders, boolean bodies)
    implements Serializable {}
