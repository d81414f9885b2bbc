package io.broadsheet.parse.html;

/** Tells tables of data from tables that only lay out a page. */
final class DataTables {
  private DataTables() {}

  static boolean isData(PageTree tree, int table) {
    if (tree.attribute(table, "role").equals("presentation")) {
      return false;
    }
    if (!tree.attribute(table, "summary").isEmpty()) {
      return true;
    }
    int rows = 0;
    int cells = 0;
    for (int i = table + 1; i < tree.end[table]; i++) {
      switch (tree.tags[i]) {
        case CAPTION, THEAD, TFOOT, TH -> {
          return true;
        }
        case TABLE -> {
          return false;
        }
        case TR -> rows++;
        case TD -> cells++;
        default -> {}
      }
    }
    return rows > 1 && cells >= 2 * rows && (rows >= 10 || cells > 4 * rows || cells > 10);
  }
}
