package io.broadsheet.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.UserException;
import io.broadsheet.count.DateOrders;
import io.broadsheet.count.DateOrders.Origin;
import io.broadsheet.parse.DayMonthEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The file in which a run keeps what outlets' dates say about the order of day and month, for runs
 * and streams that see too few of them.
 *
 * @param known what earlier runs found out
 * @param saveTo the file that this run's findings replace when it is committed; empty for none
 */
public record OrderProfile(DateOrders known, String saveTo) implements Serializable {
  private static final int VERSION = 1;
  private static final int LARGEST_FILE = 64 << 20;
  private static final DateOrder[] ORDERS = {
    DateOrder.DMY, DateOrder.MDY, DateOrder.YMD, DateOrder.NONE
  };

  /**
   * Reads and saves files.
   *
   * @param readFrom empty for none
   * @param saveTo empty for none
   * @throws UserException if the file to read is missing, or is no profile
   */
  public static OrderProfile of(String readFrom, String saveTo) {
    return new OrderProfile(readFrom.isEmpty() ? new DateOrders() : read(readFrom), saveTo);
  }

  private static DateOrders read(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      JsonNode profile = bytes.length > LARGEST_FILE ? null : new ObjectMapper().readTree(bytes);
      if (profile == null || profile.path("date_orders_version").asInt() != VERSION) {
        throw new UserException(file + " is no profile of date orders that this version reads");
      }
      DateOrders orders = new DateOrders();
      for (JsonNode outlet : profile.path("outlets")) {
        Origin origin =
            new Origin(
                outlet.path("outlet").asText(), outlet.path("input").asInt(DateOrders.ANY_INPUT));
        for (DateOrder order : ORDERS) {
          JsonNode dates = outlet.path("evidence").path(order.label());
          if (dates.path("dates").asLong() > 0) {
            orders
                .of(origin)
                .add(order, dates.path("dates").asLong(), dates.path("example").asText());
          }
        }
      }
      return orders;
    } catch (JsonProcessingException e) {
      throw new UserException(file + " is no profile of date orders: it is no JSON", e);
    } catch (IOException | InvalidPathException e) {
      throw new UserException("the date orders in " + file + " cannot be read: " + e, e);
    }
  }

  /** Replaces the file at one instant; does nothing if none is to be saved. */
  void save(DateOrders seen) throws IOException {
    if (saveTo.isEmpty()) {
      return;
    }
    Path file = Path.of(saveTo).toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(next);
    DurableFiles.create(next, toJson(seen));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.forceFolder(file.getParent());
  }

  private static byte[] toJson(DateOrders seen) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode profile = mapper.createObjectNode().put("date_orders_version", VERSION);
    var outlets = profile.putArray("outlets");
    for (Map.Entry<Origin, DayMonthEvidence> found : seen.evidence().entrySet()) {
      if (found.getValue().describe().isEmpty()) {
        continue;
      }
      ObjectNode outlet = outlets.addObject().put("outlet", found.getKey().outlet());
      if (found.getKey().input() != DateOrders.ANY_INPUT) {
        outlet.put("input", found.getKey().input());
      }
      outlet.put("day_month_order", found.getValue().decide().label());
      ObjectNode evidence = outlet.putObject("evidence");
      for (DateOrder order : ORDERS) {
        if (found.getValue().count(order) > 0) {
          evidence
              .putObject(order.label())
              .put("dates", found.getValue().count(order))
              .put("example", found.getValue().example(order));
        }
      }
    }
    try {
      return (mapper.writeValueAsString(profile) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a profile of plain values can be written", e);
    }
  }
}
