package io.windfarm.bench.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * What keyed functions remember, in plain objects: one object a key, with a place for every state
 * that one of them asked for. The states that they hold show those of the current key, so that
 * functions behind each other which share these look a key up once.
 */
final class KeyedStates {
  private final Map<String, OfKey> keys = new HashMap<>();
  private int states;
  private String key;
  private Object[] current;

  /** All that is remembered of a key. */
  static final class OfKey {
    private final String key;
    private final Object[] states;

    private OfKey(String key, int states) {
      this.key = key;
      this.states = new Object[states];
    }
  }

  /** What is remembered of a key; asked for when all functions are open. */
  OfKey of(String wanted) {
    return keys.computeIfAbsent(wanted, none -> new OfKey(none, states));
  }

  /** From now on the states are this key's. */
  void use(String next) {
    if (!next.equals(key)) {
      use(of(next));
    }
  }

  /** The same without looking it up. */
  void use(OfKey next) {
    key = next.key;
    current = next.states;
  }

  String key() {
    return key;
  }

  <T> ValueState<T> value() {
    int place = states++;
    return new ValueState<>() {
      @Override
      @SuppressWarnings("unchecked") // what was put there
      public T value() {
        return (T) current[place];
      }

      @Override
      public void update(T value) {
        current[place] = value;
      }

      @Override
      public void clear() {
        current[place] = null;
      }
    };
  }

  <T> ListState<T> list() {
    int place = states++;
    return new ListState<>() {
      @SuppressWarnings("unchecked") // what was put there
      private List<T> kept() {
        if (current[place] == null) {
          current[place] = new ArrayList<T>();
        }
        return (List<T>) current[place];
      }

      @Override
      public Iterable<T> get() {
        return kept();
      }

      @Override
      public void add(T value) {
        kept().add(value);
      }

      @Override
      public void update(List<T> values) {
        current[place] = new ArrayList<>(values);
      }

      @Override
      public void addAll(List<T> values) {
        kept().addAll(values);
      }

      @Override
      public void clear() {
        current[place] = null;
      }
    };
  }

  <K, V> MapState<K, V> map() {
    return new InMemoryMap<>(states++);
  }

  private final class InMemoryMap<K, V> implements MapState<K, V> {
    private final int place;

    InMemoryMap(int place) {
      this.place = place;
    }

    @SuppressWarnings("unchecked") // what was put there
    private Map<K, V> kept() {
      if (current[place] == null) {
        current[place] = new HashMap<K, V>();
      }
      return (Map<K, V>) current[place];
    }

    @Override
    public V get(K of) {
      return current[place] == null ? null : kept().get(of);
    }

    @Override
    public void put(K of, V value) {
      kept().put(of, value);
    }

    @Override
    public void putAll(Map<K, V> more) {
      kept().putAll(more);
    }

    @Override
    public void remove(K of) {
      kept().remove(of);
    }

    @Override
    public boolean contains(K of) {
      return kept().containsKey(of);
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
      return kept().entrySet();
    }

    @Override
    public Iterable<K> keys() {
      return kept().keySet();
    }

    @Override
    public Iterable<V> values() {
      return kept().values();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return kept().entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return kept().isEmpty();
    }

    @Override
    public void clear() {
      current[place] = null;
    }
  }
}
