package io.broadsheet.job;

import io.broadsheet.job.SpecKey.IfAbsent;

/** {@code docs/job-spec.md}, whose tables are made from {@link SpecKeys}. */
final class SpecDocs {
  /** A spec that says nothing but the defaults, except for where its input is. */
  static final String DEFAULTS =
      """
      name: daily
      input:
        - files: news/**
          format: auto
          fields: {}
          split: {}
          date_order: none
          charset: auto
          path: none
      windows:
        every: day
        zone: UTC
        allowed_lateness: 3 days
        earliest: 1700-01-01
      text:
        languages: auto
        ngrams: 1
        stop_words: default
        add_stop_words: []
        remove_stop_words: []
        stem: false
        min_term_count: 1
        top_terms: 200
        slices: [all, outlet, topic]
      keyness:
        prior: 500
        min_docs: 2
        reference:
          outlet: none
          windows: none
          file: none
      collocations:
        span: 1
        min_count: 5
        slices: [all]
      changes:
        tables: [outlets, topics, outlet_topics, languages, reconciliation]
        keep: 90 days
        most: 100000
      contexts:
        lines: 3
        width: 60
        slices: [all]
      trends:
        baseline: 28
        at_least: 4
        min_docs: 5
        season: 1
      copies:
        find: true
        span: 30 days
        jaccard: 50 %
        containment: 60 %
        count_once: false
        drop_boilerplate: false
        most_pairs: 10000000
        boilerplate_share: 10 %
        boilerplate_articles: 5
      stories:
        find: true
        quiet: 5 days
        similarity: 40 %
      outlets: {}
      reports: {reports}
      output:
        - csv: out/daily
      limits:
        record: 16 MiB
        nesting: 64
        expansion_ratio: 250
        expanded: 64 GiB
        expanded_run: 4 TiB
        containers: 4
        entries: 1000000
      max_rejected: 100 %
      """
          .replace("{reports}", SpecKeys.optionalTables().toString());

  private static final String INTRODUCTION =
      """
      # The job spec

      A job spec says which articles are read, what is counted and where the tables go. It is a YAML
      file; those of this project are in `pipelines/`. `./broadsheet check SPEC` validates one and
      `./broadsheet run SPEC` runs it.

      A spec needs no more than its input:

      ```yaml
      input:
        - files: news/**
      ```

      If its file is called `daily.yaml`, that is short for:

      ```yaml
      %s```

      Mistakes are reported all at once, with line and column: unknown keys, wrong types, impossible
      values, missing input, keys that are there twice. Anchors, aliases and tags of YAML are not
      supported.

      [job-spec.schema.json](job-spec.schema.json) is the same as JSON Schema. Editors that know
      YAML schemas complete and check a spec that begins with the line
      `# yaml-language-server: $schema=../docs/job-spec.schema.json`.

      ## On the command line

      `--set KEY=VALUE` overrides any key, also one that the file lacks: `--set windows.every=week`.
      A number reaches into a list: `--set input.0.files='more/*.json'`. A value that begins with
      `[`, `{` or a quote is read as YAML: `--set 'text.slices=[all]'`. Any other stands as it is.

      `--as-of=2025-07-10` fixes the run's "now", which decides what lies in the future, so that a
      run can be repeated exactly: an instant, or a date meaning its start in the spec's zone.
      """;

  private static final String NOTE =
      "<!-- Made from SpecKeys.java by `mvn test -Dtest=DocumentsTest -Ddocs.update=true`. -->\n\n";

  private SpecDocs() {}

  /** The page as Markdown. */
  static String text() {
    StringBuilder page = new StringBuilder(NOTE);
    page.append(INTRODUCTION.replace("%s", DEFAULTS));
    section(SpecKeys.ROOT, page);
    return page.toString();
  }

  private static void section(SpecSection section, StringBuilder page) {
    page.append("\n## ").append(heading(section)).append("\n\n");
    page.append(section.meaning()).append("\n\n");
    page.append("| key | must be | default | meaning |\n|---|---|---|---|\n");
    for (SpecEntry entry : section.entries()) {
      row("`" + entry.name() + "`", words(entry), standard(entry), entry.meaning(), page);
    }
    for (SpecEntry entry : section.entries()) {
      if (entry instanceof SpecSection below) {
        section(below, page);
      }
    }
  }

  private static String words(SpecEntry entry) {
    if (entry instanceof SpecKey<?> key) {
      return key.type().words();
    }
    SpecSection section = (SpecSection) entry;
    String shape = section.isList() ? "a list, see below" : "a mapping, see below";
    return section.shortForm().map(key -> key.type().words() + ", or ").orElse("") + shape;
  }

  private static String heading(SpecSection section) {
    if (section == SpecKeys.ROOT) {
      return "Keys";
    }
    return "`" + section.path() + "`" + (section.isList() ? ", each item" : "");
  }

  private static String standard(SpecEntry entry) {
    if (entry.parent().isChoices()) {
      return "";
    }
    if (entry.ifAbsent() instanceof IfAbsent.Default standard) {
      return entry instanceof SpecSection ? "those of its keys" : "`" + standard.yaml() + "`";
    }
    return entry.ifAbsent() instanceof IfAbsent.Derived derived ? derived.words() : "required";
  }

  private static void row(
      String key, String words, String standard, String meaning, StringBuilder page) {
    page.append("| ").append(key);
    for (String cell : new String[] {words, standard, meaning}) {
      page.append(" | ").append(cell.replace("|", "\\|"));
    }
    page.append(" |\n");
  }
}
