package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.NumberSort;
import io.broadsheet.copies.BoilerplateLines;
import io.broadsheet.copies.CopyFinder;
import io.broadsheet.copies.CopyGroups;
import io.broadsheet.copies.CopyGroups.Flow;
import io.broadsheet.copies.CopyGroups.Member;
import io.broadsheet.copies.CopyPairs;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.Fingerprint;
import io.broadsheet.copies.FingerprintBlock;
import io.broadsheet.copies.OutletLines;
import io.broadsheet.copies.OutletLines.Found;
import io.broadsheet.table.CodePointOrder;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Finds boilerplate and copies, and writes their tables.
 *
 * <p>Input: what {@link CopyEvidence} gathered, the fingerprints keyed by stretch of time and the
 * lines by shard. Output: the copied articles as a side input, and {@link Outcome}s. The keys are
 * few and do not depend on the number of workers. Memory: the fingerprints of one stretch and the
 * tail of the one before, at 4 bytes a word twice over; then the pairs of the whole run in one
 * place, which are a few percent of the articles at 200 bytes each.
 */
public final class FindCopies extends PTransform<PCollectionTuple, RunFindings> {
  private static final TupleTag<byte[]> COPIES = new TupleTag<>() {};
  private static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  private final CopySettings settings;
  private final List<String> tables;
  private final TableOutput.Factory output;
  private final PCollectionView<Iterable<byte[]>> duplicates;
  private final HandedProducts products;

  private FindCopies(
      CopySettings settings,
      List<String> tables,
      TableOutput.Factory output,
      PCollectionView<Iterable<byte[]>> duplicates,
      HandedProducts products) {
    this.settings = settings;
    this.tables = tables;
    this.output = output;
    this.duplicates = duplicates;
    this.products = products;
  }

  /**
   * Finds copies among articles that {@link ReadArticles} read.
   *
   * @param tables the names of the tables to write
   */
  public static FindCopies of(
      ReadArticles.Result articles, List<String> tables, TableOutput.Factory output) {
    return new FindCopies(
        articles.evidence().copies(), tables, output, articles.duplicates(), articles.products());
  }

  @Override
  public RunFindings expand(PCollectionTuple evidence) {
    if (!settings.find()) {
      return RunFindings.nothing(evidence.getPipeline());
    }
    PCollectionView<Iterable<byte[]>> boilerplate =
        evidence
            .get(ReadArticles.LINES)
            .apply("GroupLines", GroupByKey.create())
            .apply("CountLines", ParDo.of(new CountLinesFn(settings, products)))
            .setCoder(ByteArrayCoder.of())
            .apply("ShareBoilerplate", ShareBlocks.asSideInput());
    PCollectionView<Iterable<byte[]>> pairs =
        evidence
            .get(ReadArticles.FINGERPRINTS)
            .apply("GroupFingerprints", GroupAwaiting.of(List.of(duplicates, boilerplate)))
            .apply(
                "PairCopies",
                ParDo.of(new PairCopiesFn(settings, products, duplicates, boilerplate))
                    .withSideInputs(duplicates, boilerplate))
            .setCoder(ByteArrayCoder.of())
            .apply("SharePairs", ShareBlocks.asSideInput());
    PCollectionTuple found =
        evidence
            .getPipeline()
            .apply("Once", OnceAfter.of(List.of(pairs)))
            .apply(
                "GroupCopies",
                ParDo.of(new GroupCopiesFn(settings, tables, output, pairs, boilerplate))
                    .withSideInputs(pairs, boilerplate)
                    .withOutputTags(COPIES, TupleTagList.of(OUTCOMES)));
    return RunFindings.of(found.get(COPIES), found.get(OUTCOMES));
  }

  /** Adds up lines of a shard and keeps those that enough articles have. */
  static final class CountLinesFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private final CopySettings settings;
    private final HandedProducts products;

    CountLinesFn(CopySettings settings, HandedProducts products) {
      this.settings = settings;
      this.products = products;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<byte[]> found) {
      OutletLines lines = new OutletLines();
      for (byte[] part : products.open(shard.getValue())) {
        lines.add(part);
      }
      List<Found> frequent = lines.inAtLeast(settings.boilerplateArticles());
      if (!frequent.isEmpty()) {
        found.output(BoilerplateLines.toBytes(frequent));
      }
    }
  }

  /** Finds the pairs of copies in one stretch of time. */
  static final class PairCopiesFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private final CopySettings settings;
    private final HandedProducts products;
    private final PCollectionView<Iterable<byte[]>> duplicatesView;
    private final PCollectionView<Iterable<byte[]>> boilerplateView;

    PairCopiesFn(
        CopySettings settings,
        HandedProducts products,
        PCollectionView<Iterable<byte[]>> duplicatesView,
        PCollectionView<Iterable<byte[]>> boilerplateView) {
      this.settings = settings;
      this.products = products;
      this.duplicatesView = duplicatesView;
      this.boilerplateView = boilerplateView;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      DuplicateRecords duplicates = DuplicateRecords.of(ShareBlocks.read(context, duplicatesView));
      BoilerplateLines boilerplate =
          BoilerplateLines.of(ShareBlocks.read(context, boilerplateView))
              .inShare(settings.boilerplateShare());
      CopyPairs pairs =
          pairs(
              settings,
              context.element().getKey(),
              products.open(context.element().getValue()),
              duplicates,
              boilerplate);
      if (!pairs.pairs().isEmpty()) {
        context.output(pairs.toBytes());
      }
    }
  }

  /**
   * Finds the pairs of copies in one stretch of time.
   *
   * @param blocks of fingerprints; a record that is there twice counts once
   */
  static CopyPairs pairs(
      CopySettings settings,
      int stretch,
      Iterable<byte[]> blocks,
      DuplicateRecords duplicates,
      Fingerprint.Boilerplate boilerplate) {
    List<Fingerprint> texts = new ArrayList<>();
    Set<Hash128> ids = new HashSet<>();
    for (byte[] block : blocks) {
      FingerprintBlock.read(
          block,
          text -> {
            if (!duplicates.contains(text.sourceName(), text.offset()) && ids.add(text.id())) {
              texts.add(text);
            }
          });
    }
    NumberSort.sort(texts, Fingerprint.ORIGINAL_FIRST, List.of(Fingerprint::dayMillis));
    long since =
        stretch == CopyEvidence.UNDATED ? Long.MIN_VALUE : CopyEvidence.start(stretch, settings);
    return CopyPairs.among(texts, CopyFinder.find(settings, texts, since, boilerplate));
  }

  /** Writes the tables about copies that are wanted. */
  static void write(List<Member> members, List<String> tables, TableOutput output)
      throws IOException {
    if (tables.contains(Tables.COPIES.name())) {
      GroupCopiesFn.writeCopies(members, output.begin(Tables.COPIES, TableOutput.NO_WINDOW, 0));
      output.end();
    }
    if (tables.contains(Tables.COPY_FLOWS.name())) {
      GroupCopiesFn.writeFlows(members, output.begin(Tables.COPY_FLOWS, TableOutput.NO_WINDOW, 0));
      output.end();
    }
  }

  /** Groups all pairs of the run, and writes the tables. */
  static final class GroupCopiesFn extends DoFn<KV<Integer, Iterable<Integer>>, byte[]> {
    private final CopySettings settings;
    private final List<String> tables;
    private final TableOutput.Factory outputs;
    private final PCollectionView<Iterable<byte[]>> pairsView;
    private final PCollectionView<Iterable<byte[]>> boilerplateView;

    GroupCopiesFn(
        CopySettings settings,
        List<String> tables,
        TableOutput.Factory outputs,
        PCollectionView<Iterable<byte[]>> pairsView,
        PCollectionView<Iterable<byte[]>> boilerplateView) {
      this.settings = settings;
      this.tables = tables;
      this.outputs = outputs;
      this.pairsView = pairsView;
      this.boilerplateView = boilerplateView;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      List<Member> members =
          CopyGroups.of(
              CopyPairs.merge(ShareBlocks.read(context, pairsView), settings),
              settings.spanMillis());
      BoilerplateLines boilerplate =
          BoilerplateLines.of(ShareBlocks.read(context, boilerplateView))
              .inShare(settings.boilerplateShare());
      try (TableOutput output = outputs.open("copies")) {
        write(members, tables, output);
        if (tables.contains(Tables.BOILERPLATE.name())) {
          writeBoilerplate(boilerplate, output.begin(Tables.BOILERPLATE, TableOutput.NO_WINDOW, 0));
          output.end();
        }
        context.output(OUTCOMES, new Outcome.Written(output.finish()).toBytes());
      }
      context.output(COPIES, CopiedArticles.toBytes(members));
      if (settings.dropsBoilerplate()) {
        context.output(COPIES, CopiedArticles.toBytes(boilerplate));
      }
    }

    private static void writeCopies(List<Member> members, RowWriter rows) throws IOException {
      for (Member member : members) {
        rows.text(member.original().id().toHex());
        rows.text(member.article().id().toHex());
        rows.text(member.original().id().toHex());
        rows.real(member.jaccard());
        rows.text(member.article().outlet());
        if (member.article().isDated()) {
          rows.timestamp(member.article().publishedMillis());
        } else {
          rows.empty();
        }
        rows.real(member.containment());
        rows.endRow();
      }
    }

    private static void writeFlows(List<Member> members, RowWriter rows) throws IOException {
      for (Flow flow : CopyGroups.flows(members, CodePointOrder.INSTANCE)) {
        rows.text(flow.from());
        rows.text(flow.to());
        rows.integer(flow.articles());
        rows.real(flow.medianDelayMillis() / 3_600_000);
        rows.endRow();
      }
    }

    private static void writeBoilerplate(BoilerplateLines boilerplate, RowWriter rows)
        throws IOException {
      for (BoilerplateLines.Row row : boilerplate.rows(CodePointOrder.INSTANCE)) {
        rows.text(row.outlet());
        rows.text(row.text());
        rows.integer(row.articles());
        rows.integer(row.outletArticles());
        rows.real((double) row.articles() / row.outletArticles());
        rows.endRow();
      }
    }
  }
}
