package io.windfarm.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.EnumTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.shaded.guava31.com.google.common.hash.Hashing;

/**
 * What a savepoint says of itself: which operator keeps which state, of which classes and fields.
 */
final class StateInventory {
  private static final ClassLoader CLASSES = StateInventory.class.getClassLoader();

  private final SortedMap<String, Set<String>> states = new TreeMap<>();
  private final SortedMap<String, Set<String>> fields = new TreeMap<>();

  private StateInventory() {}

  /**
   * Reads a savepoint in the canonical format.
   *
   * @param uids of all operators of the job that wrote it
   */
  static StateInventory of(String savepoint, Collection<String> uids) throws IOException {
    Map<OperatorID, String> byId =
        uids.stream().collect(Collectors.toMap(StateInventory::operatorId, uid -> uid));
    StateInventory inventory = new StateInventory();
    Path metadata = Path.of(URI.create(savepoint)).resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(in, CLASSES, savepoint).getOperatorStates()) {
        String uid = byId.getOrDefault(operator.getOperatorID(), "no uid of ours");
        for (OperatorSubtaskState subtask : operator.getStates()) {
          inventory.addKeyed(uid, subtask);
          inventory.addOperator(uid, subtask);
        }
      }
    }
    return inventory;
  }

  /** As Flink makes it. */
  private static OperatorID operatorId(String uid) {
    return new OperatorID(Hashing.murmur3_128(0).hashString(uid, StandardCharsets.UTF_8).asBytes());
  }

  private void addKeyed(String uid, OperatorSubtaskState subtask) throws IOException {
    for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
      try (FSDataInputStream in = ((KeyGroupsStateHandle) handle).openInputStream()) {
        KeyedBackendSerializationProxy<?> proxy = new KeyedBackendSerializationProxy<>(CLASSES);
        proxy.read(new DataInputViewStreamWrapper(in));
        add(uid, proxy.getStateMetaInfoSnapshots());
      }
    }
  }

  private void addOperator(String uid, OperatorSubtaskState subtask) throws IOException {
    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
      try (FSDataInputStream in = handle.openInputStream()) {
        OperatorBackendSerializationProxy proxy = new OperatorBackendSerializationProxy(CLASSES);
        proxy.read(new DataInputViewStreamWrapper(in));
        add(uid, proxy.getOperatorStateMetaInfoSnapshots());
      }
    }
  }

  private void add(String uid, List<StateMetaInfoSnapshot> snapshots) {
    for (StateMetaInfoSnapshot state : snapshots) {
      String type = type(state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER));
      states.computeIfAbsent(uid, none -> new TreeSet<>()).add(state.getName() + ": " + type);
    }
  }

  private String type(TypeSerializerSnapshot<?> snapshot) {
    if (snapshot instanceof PojoSerializerSnapshot) {
      Class<?> type = snapshot.restoreSerializer().createInstance().getClass();
      addFields(type);
      return type.getName();
    }
    TypeSerializer<?> serializer = snapshot.restoreSerializer();
    String name = serializer.getClass().getSimpleName();
    if (serializer instanceof StateSerializer) {
      return name + " " + ((StateSerializer<?>) serializer).format();
    }
    if (snapshot instanceof CompositeTypeSerializerSnapshot) {
      List<String> nested = new ArrayList<>();
      for (TypeSerializerSnapshot<?> inner :
          ((CompositeTypeSerializerSnapshot<?, ?>) snapshot).getNestedSerializerSnapshots()) {
        nested.add(type(inner));
      }
      return name + nested;
    }
    return name;
  }

  private void addFields(Class<?> type) {
    TypeInformation<?> information = TypeInformation.of(type);
    if (information instanceof PojoTypeInfo && !fields.containsKey(type.getName())) {
      Set<String> names = new TreeSet<>();
      fields.put(type.getName(), names);
      PojoTypeInfo<?> pojo = (PojoTypeInfo<?>) information;
      for (int i = 0; i < pojo.getArity(); i++) {
        names.add(pojo.getPojoFieldAt(i).getField().getName() + ": " + type(pojo.getTypeAt(i)));
      }
    }
  }

  private String type(TypeInformation<?> type) {
    if (type instanceof PojoTypeInfo) {
      addFields(type.getTypeClass());
      return type.getTypeClass().getName();
    }
    if (type instanceof ObjectArrayTypeInfo) {
      return type(((ObjectArrayTypeInfo<?, ?>) type).getComponentInfo()) + "[]";
    }
    // An enum is kept as a number: the order of its constants is part of what is kept.
    return type instanceof EnumTypeInfo
        ? type.getTypeClass().getName() + Arrays.toString(type.getTypeClass().getEnumConstants())
        : type.toString();
  }

  /** One block an operator, then one a class; sorted, so that a change is a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("# States by operator uid\n");
    append(text, states);
    text.append("\n# Fields by class\n");
    append(text, fields);
    return text.toString();
  }

  private static void append(StringBuilder text, SortedMap<String, Set<String>> blocks) {
    blocks.forEach(
        (title, lines) -> {
          text.append('\n').append(title).append('\n');
          lines.forEach(line -> text.append("  ").append(line).append('\n'));
        });
  }
}
