package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import java.io.Serializable;

/** What is gathered, while articles are read, besides the articles themselves. */
public record EvidenceSettings(CopySettings copies, StorySettings stories, OrderSettings orders)
    implements Serializable {}
