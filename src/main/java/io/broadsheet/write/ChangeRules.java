package io.broadsheet.write;

import java.io.Serializable;
import java.util.List;

/**
 * What table {@code changes} lists.
 *
 * @param tables names of the tables that are compared
 * @param keepDays how long changes are kept; {@link Integer#MAX_VALUE} for ever
 * @param most how many are kept, the newest
 */
public record ChangeRules(List<String> tables, int keepDays, int most) implements Serializable {
  private static final long serialVersionUID = 1;

  public ChangeRules {
    tables = List.copyOf(tables);
  }

  /** The same for those tables that are made. */
  public ChangeRules among(List<String> reports) {
    return new ChangeRules(tables.stream().filter(reports::contains).toList(), keepDays, most);
  }
}
