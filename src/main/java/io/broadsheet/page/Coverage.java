package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/**
 * Counts of articles by all that a page's filters know at once: window, outlet, set of topics and
 * language. Every count of articles or words under any filters is a sum of its cells. Memory: a
 * cell for each combination that occurs, some 100 bytes.
 */
final class Coverage {
  /** A cell's place; all but the window are numbers in dictionaries. */
  record Place(long window, int outlet, int topics, int language) {}

  private final Map<Place, long[]> cells = new HashMap<>();
  private final Dictionary<List<Integer>> topicSets = new Dictionary<>();
  private final Map<String, Groups> groupings = new LinkedHashMap<>();

  /** Which articles are of one text, or of one story: their places. */
  private static final class Groups {
    final Map<String, List<Place>> members = new HashMap<>();
  }

  Coverage() {
    groupings.put("texts", new Groups());
    groupings.put("stories", new Groups());
  }

  Place add(long window, int outlet, List<Integer> topics, int language, long words) {
    Place place = new Place(window, outlet, topicSets.number(topics), language);
    long[] counts = cells.computeIfAbsent(place, key -> new long[2]);
    counts[0]++;
    counts[1] += words;
    return place;
  }

  /**
   * Notes that an article belongs to a group.
   *
   * @param grouping {@code texts} or {@code stories}
   */
  void addMember(String grouping, String group, Place place) {
    groupings.get(grouping).members.computeIfAbsent(group, key -> new ArrayList<>(2)).add(place);
  }

  /** The numbers of a place's topics. */
  List<Integer> topics(Place place) {
    return topicSets.values().get(place.topics());
  }

  Map<Place, long[]> cells() {
    return cells;
  }

  /**
   * Writes the cells, and of texts and stories with two articles or more all members.
   *
   * @param ids numbers of articles' ids
   */
  void write(JsonGenerator json, LongFunction<Integer> window, ToIntFunction<String> ids)
      throws IOException {
    List<Map.Entry<Place, long[]>> sorted = new ArrayList<>(cells.entrySet());
    sorted.sort(Map.Entry.comparingByKey(order()));
    json.writeStartObject();
    json.writeArrayFieldStart("topicSets");
    for (List<Integer> topics : topicSets.values()) {
      json.writeStartArray();
      for (int topic : topics) {
        json.writeNumber(topic);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    writePlaces(json, sorted.stream().map(Map.Entry::getKey).toList(), window);
    for (int count = 0; count < 2; count++) {
      json.writeArrayFieldStart(count == 0 ? "articles" : "words");
      for (Map.Entry<Place, long[]> cell : sorted) {
        json.writeNumber(cell.getValue()[count]);
      }
      json.writeEndArray();
    }
    for (Map.Entry<String, Groups> grouping : groupings.entrySet()) {
      List<Map.Entry<String, List<Place>>> several =
          grouping.getValue().members.entrySet().stream()
              .filter(group -> group.getValue().size() > 1)
              .sorted(Map.Entry.comparingByKey())
              .toList();
      json.writeObjectFieldStart(grouping.getKey());
      json.writeArrayFieldStart("g");
      for (Map.Entry<String, List<Place>> group : several) {
        int id = ids.applyAsInt(group.getKey());
        for (int member = 0; member < group.getValue().size(); member++) {
          json.writeNumber(id);
        }
      }
      json.writeEndArray();
      writePlaces(
          json, several.stream().flatMap(group -> group.getValue().stream()).toList(), window);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static Comparator<Place> order() {
    return Comparator.comparingLong(Place::window)
        .thenComparingInt(Place::outlet)
        .thenComparingInt(Place::topics)
        .thenComparingInt(Place::language);
  }

  private static void writePlaces(
      JsonGenerator json, List<Place> places, LongFunction<Integer> window) throws IOException {
    json.writeArrayFieldStart("w");
    for (Place place : places) {
      json.writeNumber(window.apply(place.window()));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("o");
    for (Place place : places) {
      json.writeNumber(place.outlet());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("t");
    for (Place place : places) {
      json.writeNumber(place.topics());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("l");
    for (Place place : places) {
      json.writeNumber(place.language());
    }
    json.writeEndArray();
  }
}
