package io.broadsheet.write;

import java.io.Serializable;
import java.util.List;

/**
 * An output folder of a run.
 *
 * @param out the folder
 * @param stage where its parts go until the commit, see {@link OutputFolder#stage()}
 * @param formats each table is written in each of them
 */
public record FolderSink(String out, String stage, List<RowFormat> formats)
    implements Serializable {

  public FolderSink {
    formats = List.copyOf(formats);
  }
}
