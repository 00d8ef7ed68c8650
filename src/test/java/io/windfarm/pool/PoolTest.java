package io.windfarm.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PoolTest {
  private static final int LONGEST = 24;

  /** So few slots that texts drive one another out. */
  private final Pool<String> pool = new Pool<>(4, LONGEST, (b, from, to) -> text(b, from, to));

  @Property(seed = "42")
  void givesWhatTheBytesMeanWhereverTheyStand(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 30) int a, @ForAll @IntRange(max = 30) int b) {
    int from = Math.min(Math.min(a, b), bytes.length);
    int to = Math.min(Math.max(a, b), bytes.length);

    assertThat(pool.get(bytes, from, to)).isEqualTo(text(bytes, from, to));
  }

  @Example
  void givesWhatItMadeBefore() {
    for (String text : new String[] {"", "a", "WT-0199", "8 bytes!", "more than eight"}) {
      String made = get(text, "");

      assertThat(get(text, "x")).isSameAs(made);
      assertThat(get(text, "some bytes before")).isSameAs(made);
    }
  }

  @Example
  void keepsTwoThatMeet() {
    byte[] names = "WT-0001,a longer name,x".getBytes(UTF_8);
    for (int[] pair : new int[][] {{0, 7, 8, 21}, {0, 7, 22, 23}, {8, 21, 22, 23}, {0, 8, 0, 9}}) {
      Pool<String> two = new Pool<>(2, LONGEST, (b, from, to) -> text(b, from, to));
      String one = two.get(names, pair[0], pair[1]);
      String other = two.get(names, pair[2], pair[3]);

      assertThat(two.get(names, pair[0], pair[1])).isSameAs(one);
      assertThat(two.get(names, pair[2], pair[3])).isSameAs(other);
      assertThat(two.get(names, pair[0], pair[1])).isSameAs(one);
    }
  }

  @Example
  void makesWhatIsLongerThanItKeepsEachTime() {
    String text = "y".repeat(LONGEST + 1);

    assertThat(get(text, "")).isEqualTo(text).isNotSameAs(get(text, ""));
  }

  @Example
  void keepsNamesApartThatDifferInTheirLastCharacter() {
    Pool<String> large = new Pool<>(1 << 12, LONGEST, (b, from, to) -> text(b, from, to));
    Set<String> first = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 100; i++) {
      byte[] name = String.format("WT-%04d", i).getBytes(UTF_8);
      first.add(large.get(name, 0, name.length));
    }
    int kept = 0;
    for (int i = 0; i < 100; i++) {
      byte[] name = String.format("WT-%04d", i).getBytes(UTF_8);
      String again = large.get(name, 0, name.length);
      kept += first.contains(again) ? 1 : 0;
    }

    assertThat(kept).isGreaterThan(90);
  }

  @Property(seed = "42")
  void givesWhatTheBytesMeanIfTheirHashIsTheSame(
      @ForAll @IntRange(max = 1) int hash, @ForAll byte[] bytes) {
    byte[] hashed = new byte[Long.BYTES + bytes.length];
    hashed[0] = (byte) hash;
    System.arraycopy(bytes, 0, hashed, Long.BYTES, bytes.length);

    assertThat(pool.getHashed(hashed, 0, hashed.length)).isEqualTo(text(hashed, 0, hashed.length));
  }

  private String get(String text, String before) {
    byte[] bytes = (before + text + "zz").getBytes(UTF_8);
    int from = before.length();
    return pool.get(bytes, from, from + text.getBytes(UTF_8).length);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }
}
