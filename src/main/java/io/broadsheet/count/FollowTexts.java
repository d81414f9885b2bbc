package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.copies.CopyGroups;
import io.broadsheet.copies.CopyGroups.Member;
import io.broadsheet.copies.CopyPairs;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.Fingerprint;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.count.JoinStretchesFn.Joined;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * {@link FindCopies} and {@link FindStories} for a stream: the same stretches of time are searched
 * by the same code, as often as something comes, and windows are told what has changed.
 *
 * <p>Input: {@link #FINGERPRINTS} and {@link #SKETCHES}, as {@link WindowMessage}s by stretch.
 * Output: {@link #FINDINGS} as {@link WindowMessage}s by window, and {@link #OUTCOMES}. There is no
 * boilerplate: what is one line of an outlet's today may be its tenth in a month. State and its
 * bound: {@link SearchStretchesFn}, {@link JoinStretchesFn}.
 */
final class FollowTexts extends PTransform<PCollectionTuple, PCollectionTuple> {
  static final TupleTag<KV<Integer, byte[]>> FINGERPRINTS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> SKETCHES = new TupleTag<>() {};
  static final TupleTag<KV<Long, byte[]>> FINDINGS = new TupleTag<>() {};
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  static final KvCoder<Integer, byte[]> CODER = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private final ReportStream.Rules rules;
  private final TableOutput.Factory outputs;

  private FollowTexts(ReportStream.Rules rules, TableOutput.Factory outputs) {
    this.rules = rules;
    this.outputs = outputs;
  }

  /** Finds what some rules ask for. */
  static FollowTexts by(ReportStream.Rules rules, TableOutput.Factory outputs) {
    return new FollowTexts(rules, outputs);
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple evidence) {
    CopySettings copySettings = rules.evidence().copies();
    StorySettings storySettings = rules.evidence().stories();
    PCollectionList<KV<Long, byte[]>> findings = PCollectionList.empty(evidence.getPipeline());
    PCollectionList<byte[]> outcomes = PCollectionList.empty(evidence.getPipeline());
    PCollection<KV<Integer, byte[]>> sketches = evidence.get(SKETCHES);
    if (copySettings.find()) {
      PCollectionTuple copies =
          follow(
              "Copies",
              evidence.get(FINGERPRINTS),
              new CopySearch(copySettings, rules.scheme()),
              new CopyJoin(copySettings, storySettings, rules.scheme(), rules.tables()));
      findings = findings.and(copies.get(JoinStretchesFn.WINDOWS));
      outcomes = outcomes.and(copies.get(JoinStretchesFn.OUTCOMES));
      sketches =
          PCollectionList.of(sketches)
              .and(copies.get(JoinStretchesFn.STRETCHES))
              .apply("WithCopies", Flatten.pCollections());
    }
    if (storySettings.find()) {
      PCollectionTuple stories =
          follow(
              "Stories",
              sketches,
              new StorySearch(storySettings, rules.scheme()),
              new StoryJoin(rules.scheme(), rules.tables().contains(Tables.STORIES.name())));
      findings = findings.and(stories.get(JoinStretchesFn.WINDOWS));
      outcomes = outcomes.and(stories.get(JoinStretchesFn.OUTCOMES));
    }
    return PCollectionTuple.of(FINDINGS, findings.apply("Findings", Flatten.pCollections()))
        .and(OUTCOMES, outcomes.apply("Tables", Flatten.pCollections()));
  }

  private PCollectionTuple follow(
      String name,
      PCollection<KV<Integer, byte[]>> evidence,
      SearchStretchesFn.Search search,
      JoinStretchesFn.Join join) {
    PCollectionTuple joined =
        evidence
            .apply(
                "Search" + name,
                ParDo.of(new SearchStretchesFn(search, rules.early(), rules.lateness())))
            .setCoder(CODER)
            .apply(
                "Join" + name,
                ParDo.of(new JoinStretchesFn(join, outputs))
                    .withOutputTags(
                        JoinStretchesFn.WINDOWS,
                        TupleTagList.of(JoinStretchesFn.STRETCHES).and(JoinStretchesFn.OUTCOMES)));
    joined.get(JoinStretchesFn.WINDOWS).setCoder(WindowMessage.CODER);
    joined.get(JoinStretchesFn.STRETCHES).setCoder(CODER);
    joined.get(JoinStretchesFn.OUTCOMES).setCoder(ByteArrayCoder.of());
    return joined;
  }

  /** The end of the last window that has an article from before an instant. */
  private static long lastEnd(WindowScheme scheme, long end) {
    long[] starts = scheme.startsContaining(end - 1);
    return scheme.end(starts[starts.length - 1]);
  }

  private record CopySearch(CopySettings settings, WindowScheme scheme)
      implements SearchStretchesFn.Search {
    @Override
    public byte[] find(
        int stretch, Iterable<byte[]> blocks, DuplicateRecords duplicates, CopiedArticles copies) {
      Fingerprint.Boilerplate none = (outlet, line) -> false;
      return FindCopies.pairs(settings, stretch, blocks, duplicates, none).toBytes();
    }

    @Override
    public long end(int stretch) {
      return stretch == CopyEvidence.UNDATED
          ? SearchStretchesFn.NEVER
          : lastEnd(scheme, CopyEvidence.start(stretch + 1, settings));
    }
  }

  private record StorySearch(StorySettings settings, WindowScheme scheme)
      implements SearchStretchesFn.Search {
    @Override
    public byte[] find(
        int stretch, Iterable<byte[]> blocks, DuplicateRecords duplicates, CopiedArticles copies) {
      return FindStories.ClusterStoriesFn.pieces(settings, stretch, blocks, duplicates, copies);
    }

    @Override
    public long end(int stretch) {
      return stretch == StorySketches.UNDATED_STRETCH
          ? SearchStretchesFn.NEVER
          : lastEnd(scheme, settings.firstDay(stretch + 1) * StorySettings.DAY_MILLIS);
    }
  }

  private record CopyJoin(
      CopySettings settings, StorySettings stories, WindowScheme scheme, List<String> tables)
      implements JoinStretchesFn.Join {
    @Override
    public Joined join(List<byte[]> findings, TableOutput output) throws IOException {
      List<Member> members =
          CopyGroups.of(CopyPairs.merge(findings, settings), settings.spanMillis());
      FindCopies.write(members, tables, output);
      Map<Hash128, Long> agencySince = CopiedArticles.agencySince(members);
      Map<Long, CopiedArticles.Builder> windows = new HashMap<>();
      Map<Integer, CopiedArticles.Builder> stretches = new HashMap<>();
      for (Member member : members) {
        Fingerprint article = member.article();
        long published = article.publishedMillis();
        for (long window : WindowKeys.of(scheme, article.id(), article.isDated(), published)) {
          windows
              .computeIfAbsent(window, key -> new CopiedArticles.Builder(agencySince))
              .add(member, article.isDated() ? scheme.end(window) : CopiedArticles.NEVER);
        }
        if (stories.find()) {
          int[] keys =
              article.isDated()
                  ? StorySketches.stretches(published, stories)
                  : new int[] {StorySketches.UNDATED_STRETCH};
          for (int stretch : keys) {
            stretches
                .computeIfAbsent(stretch, key -> new CopiedArticles.Builder(Map.of()))
                .add(member);
          }
        }
      }
      Map<Long, byte[]> byWindow = new TreeMap<>();
      windows.forEach((window, builder) -> byWindow.put(window, builder.build()));
      Map<Integer, byte[]> byStretch = new TreeMap<>();
      stretches.forEach((stretch, builder) -> byStretch.put(stretch, builder.build()));
      return new Joined(byWindow, byStretch, CopiedArticles.toBytes(List.of()));
    }

    @Override
    public long window() {
      return WindowKeys.COPIES;
    }

    @Override
    public byte[] message(byte[] block) {
      return WindowMessage.copies(block);
    }
  }

  private record StoryJoin(WindowScheme scheme, boolean isWritten) implements JoinStretchesFn.Join {
    @Override
    public Joined join(List<byte[]> findings, TableOutput output) throws IOException {
      List<JoinedStories.Story> stories = JoinedStories.of(findings);
      if (isWritten) {
        FindStories.JoinStoriesFn.write(stories, output);
      }
      Map<Long, StoryArticles.Builder> windows = new HashMap<>();
      for (JoinedStories.Story story : stories) {
        for (JoinedStories.Placed article : story.articles()) {
          boolean isDated = article.publishedMillis() != StorySketches.UNDATED;
          for (long window :
              WindowKeys.of(scheme, article.id(), isDated, article.publishedMillis())) {
            windows
                .computeIfAbsent(window, key -> new StoryArticles.Builder())
                .add(article.id(), story.first().id());
          }
        }
      }
      Map<Long, byte[]> byWindow = new TreeMap<>();
      windows.forEach((window, builder) -> byWindow.put(window, builder.build()));
      return new Joined(byWindow, Map.of(), new byte[0]);
    }

    @Override
    public long window() {
      return WindowKeys.STORIES;
    }

    @Override
    public byte[] message(byte[] block) {
      return WindowMessage.stories(block);
    }
  }
}
