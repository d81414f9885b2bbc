package io.broadsheet.table;

/**
 * One column of a report table.
 *
 * @param name in {@code snake_case}
 * @param type what its cells hold
 * @param isOptional true if a cell may be empty
 * @param unit what a number counts ({@code articles}, {@code ratio}); empty for texts
 * @param meaning one sentence for a reader of the table
 */
public record Column(
    String name, ColumnType type, boolean isOptional, String unit, String meaning) {

  static Column text(String name, String meaning) {
    return new Column(name, ColumnType.TEXT, false, "", meaning);
  }

  static Column optionalText(String name, String meaning) {
    return new Column(name, ColumnType.TEXT, true, "", meaning);
  }

  static Column texts(String name, String meaning) {
    return new Column(name, ColumnType.TEXT_LIST, true, "", meaning);
  }

  static Column integer(String name, String unit, String meaning) {
    return new Column(name, ColumnType.INTEGER, false, unit, meaning);
  }

  static Column optionalInteger(String name, String unit, String meaning) {
    return new Column(name, ColumnType.INTEGER, true, unit, meaning);
  }

  static Column real(String name, String unit, String meaning) {
    return new Column(name, ColumnType.REAL, true, unit, meaning);
  }

  static Column timestamp(String name, String meaning) {
    return new Column(name, ColumnType.TIMESTAMP, false, "", meaning);
  }

  static Column optionalTimestamp(String name, String meaning) {
    return new Column(name, ColumnType.TIMESTAMP, true, "", meaning);
  }
}
