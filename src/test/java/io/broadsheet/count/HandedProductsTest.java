package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.state.DamagedPackException;
import io.broadsheet.state.PackWriter;
import io.broadsheet.state.Product;
import io.broadsheet.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandedProductsTest {
  private static final String PACK = "some.pack";

  private final List<byte[]> handed = new ArrayList<>();
  private final Product.Taker output = (product, key, timestamp, bytes) -> handed.add(bytes);
  @TempDir private Path folder;

  @Test
  void handsOnLargeProductsAsTheirPlaces() throws IOException {
    byte[] large = bytes(100_000);
    byte[] small = bytes(100);
    StateFolder state = StateFolder.at(folder);
    HandedProducts products = HandedProducts.of(state);
    try (PackWriter writer = PackWriter.create(state.pack(PACK))) {
      for (byte[] block : List.of(large, small)) {
        products.handOn(PACK, writer.write(Product.BLOCK, 3, 7, block), block, output);
      }
      writer.finish(new TreeMap<>());
    }

    assertThat(handed.get(0).length, lessThan(200));
    assertOpens(products, large, small);

    handed.clear();
    products.handOn(PACK, EnumSet.of(Product.LINES), output);
    assertThat(handed, is(List.of()));
    products.handOn(PACK, EnumSet.of(Product.BLOCK), output);
    // What is small is handed on first.
    assertOpens(products, small, large);
  }

  @Test
  void handsOnThemselvesWhatIsInNoPack() {
    byte[] block = bytes(100_000);
    HandedProducts products = HandedProducts.of(StateFolder.at(folder));
    products.themselves(output).take(Product.BLOCK, 3, 7, block);
    assertOpens(products, block);

    handed.clear();
    HandedProducts withoutState = HandedProducts.of(null);
    withoutState.themselves(output).take(Product.BLOCK, 3, 7, block);
    assertOpens(withoutState, block);
  }

  @Test
  void noticesADamagedPack() throws IOException {
    StateFolder state = StateFolder.at(folder);
    HandedProducts products = HandedProducts.of(state);
    byte[] block = bytes(100_000);
    try (PackWriter writer = PackWriter.create(state.pack(PACK))) {
      products.handOn(PACK, writer.write(Product.BLOCK, 3, 7, block), block, output);
      writer.finish(new TreeMap<>());
    }
    byte[] file = Files.readAllBytes(state.pack(PACK));
    file[50_000] ^= 1;
    Files.write(state.pack(PACK), file);

    assertThrows(DamagedPackException.class, () -> products.open(handed).iterator().next());
  }

  private void assertOpens(HandedProducts products, byte[]... expected) {
    List<byte[]> opened = new ArrayList<>();
    products.open(handed).forEach(opened::add);
    assertThat(opened.toArray(), is(expected));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
