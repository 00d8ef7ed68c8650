package io.windfarm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BySensorTest {
  private static final class Words extends BySensor<String> {
    Words() {
      super(new String[0]);
    }
  }

  @Property(tries = 100)
  void keepsWhatAMapInOrderOfEntryWouldKeep(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, String> map = new LinkedHashMap<>();
    Words words = new Words();
    for (int i = 0; i < 100; i++) {
      String sensor = "sensor-" + random.nextInt(6);
      assertThat(words.get(sensor)).isEqualTo(map.get(sensor));
      if (!map.containsKey(sensor)) {
        map.put(sensor, "word-" + i);
        words.add(sensor, "word-" + i);
      } else if (random.nextInt(3) == 0) {
        words.remove(List.of(words.sensors).indexOf(sensor));
        map.remove(sensor);
      }
      assertThat(words.sensors).containsExactlyElementsOf(map.keySet());
      assertThat(words.values).containsExactlyElementsOf(new ArrayList<>(map.values()));
    }
  }
}
