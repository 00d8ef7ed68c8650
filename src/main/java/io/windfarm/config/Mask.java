package io.windfarm.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What of a configuration may be printed. */
final class Mask {
  private static final String MASKED = "******";

  /** Our own keys with a secret. */
  private static final Pattern OWN = Pattern.compile("(secret-key|access-key|password)$");

  /** What smells of a secret among properties that we pass on and don't know. */
  private static final Pattern PASSED_ON =
      Pattern.compile("password|secret|jaas|key|token|credential");

  private Mask() {}

  /** The value of one of our keys, or a mask; of properties passed on, each by its own key. */
  static Object of(String key, Object value) {
    if (value instanceof Map) {
      Map<String, Object> shown = new TreeMap<>();
      ((Map<?, ?>) value)
          .forEach((name, each) -> shown.put(String.valueOf(name), passedOn(name, each)));
      return shown;
    }
    return OWN.matcher(key).find() && !"".equals(value) ? MASKED : value;
  }

  private static Object passedOn(Object name, Object value) {
    return PASSED_ON.matcher(String.valueOf(name).toLowerCase(Locale.ROOT)).find() ? MASKED : value;
  }
}
