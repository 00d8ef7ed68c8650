package io.windfarm.state;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * A small map of the current key as one value of it. In RocksDB entries of a map state are keys of
 * their own, and one that was removed stays until its file is merged: whoever looks through the map
 * passes over all that were ever in it. One value is read and written as a whole instead.
 *
 * <p>A map as a former version kept it is taken over when its key is next met.
 */
public final class MapInOneValue<K, V> implements MapState<K, V> {
  private final ValueState<Map<K, V>> value;
  private final MapState<K, V> formerMap;
  private final FormerState former;

  /**
   * @param formerMap the same map, with a state an entry
   */
  public MapInOneValue(ValueState<Map<K, V>> value, MapState<K, V> formerMap, FormerState former) {
    this.value = value;
    this.formerMap = formerMap;
    this.former = former;
  }

  private Map<K, V> map() throws Exception {
    Map<K, V> map = value.value();
    if (map != null) {
      return map;
    }
    map = new HashMap<>();
    if (former.isPossible()) {
      for (Map.Entry<K, V> entry : formerMap.entries()) {
        map.put(entry.getKey(), entry.getValue());
      }
      formerMap.clear();
      store(map);
    }
    return map;
  }

  private void store(Map<K, V> map) throws Exception {
    if (map.isEmpty()) {
      value.clear();
    } else {
      value.update(map);
    }
  }

  @Override
  public V get(K key) throws Exception {
    return map().get(key);
  }

  @Override
  public void put(K key, V mapped) throws Exception {
    Map<K, V> map = map();
    map.put(key, mapped);
    store(map);
  }

  @Override
  public void putAll(Map<K, V> entries) throws Exception {
    Map<K, V> map = map();
    map.putAll(entries);
    store(map);
  }

  @Override
  public void remove(K key) throws Exception {
    Map<K, V> map = map();
    map.remove(key);
    store(map);
  }

  @Override
  public boolean contains(K key) throws Exception {
    return map().containsKey(key);
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() throws Exception {
    Map<K, V> map = map();
    return () -> writingThrough(map, map.entrySet().iterator());
  }

  @Override
  public Iterable<K> keys() throws Exception {
    Map<K, V> map = map();
    return () -> writingThrough(map, map.keySet().iterator());
  }

  @Override
  public Iterable<V> values() throws Exception {
    Map<K, V> map = map();
    return () -> writingThrough(map, map.values().iterator());
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() throws Exception {
    return entries().iterator();
  }

  private <E> Iterator<E> writingThrough(Map<K, V> map, Iterator<E> elements) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public E next() {
        return elements.next();
      }

      @Override
      public void remove() {
        elements.remove();
        try {
          store(map);
        } catch (Exception e) {
          throw new IllegalStateException("An entry could not be removed from state", e);
        }
      }
    };
  }

  @Override
  public boolean isEmpty() throws Exception {
    return map().isEmpty();
  }

  @Override
  public void clear() {
    value.clear();
    if (former.isPossible()) {
      formerMap.clear();
    }
  }
}
