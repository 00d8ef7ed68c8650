package io.windfarm.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks documents of every kind in {@code k8s/}. Kubernetes' own are held against the models that
 * are generated from its API: unknown fields, missing ones, and values of another type are faults.
 * A kind that is not listed is one, too.
 */
final class KubernetesKinds {
  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("v1/Namespace", V1Namespace.class),
          Map.entry("v1/ConfigMap", V1ConfigMap.class),
          Map.entry("v1/ServiceAccount", V1ServiceAccount.class),
          Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim.class),
          Map.entry("rbac.authorization.k8s.io/v1/Role", V1Role.class),
          Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", V1RoleBinding.class),
          Map.entry("batch/v1/CronJob", V1CronJob.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class));

  private static final List<String> POD_TEMPLATES =
      List.of("/spec/podTemplate", "/spec/jobManager/podTemplate", "/spec/taskManager/podTemplate");

  /** Its models take unknown fields in; not here. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final FlinkDeploymentSchema flink = new FlinkDeploymentSchema();

  /** What is wrong with a document; empty if nothing is. */
  List<String> faults(JsonNode document) {
    String kind = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
    if (kind.equals("flink.apache.org/v1beta1/FlinkDeployment")) {
      List<String> faults = new ArrayList<>(flink.faults(document));
      POD_TEMPLATES.stream()
          .map(document::at)
          .filter(JsonNode::isObject)
          .forEach(pods -> faults.addAll(podTemplate(pods)));
      return faults;
    }
    if (kind.equals("monitoring.coreos.com/v1/PodMonitor")) {
      return podMonitor(document);
    }
    Class<?> model = MODELS.get(kind);
    return model == null
        ? List.of("No schema for " + kind + ": name its model here, if that is how it is written.")
        : ofKubernetes(model, document);
  }

  /** A part of a pod, which Flink completes, so that it need not have containers. */
  private static List<String> podTemplate(JsonNode pods) {
    JsonNode whole = pods.deepCopy();
    if (whole.at("/spec/containers").isMissingNode()) {
      ((ObjectNode) whole.get("spec")).putArray("containers");
    }
    return ofKubernetes(V1PodTemplateSpec.class, whole);
  }

  private static List<String> ofKubernetes(Class<?> model, JsonNode document) {
    JsonElement sent = JsonParser.parseString(document.toString());
    try {
      model.getMethod("validateJsonElement", JsonElement.class).invoke(null, sent);
      // Types of numbers and booleans: what was understood is what was written.
      JsonElement understood =
          JsonParser.parseString(JSON.serialize(JSON.getGson().fromJson(sent, model)));
      return holds(understood, sent)
          ? List.of()
          : List.of("Written " + sent + " and understood as " + understood);
    } catch (InvocationTargetException e) {
      return List.of(String.valueOf(e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** Models add empty lists and mappings of their own. */
  private static boolean holds(JsonElement whole, JsonElement part) {
    if (whole.isJsonObject() && part.isJsonObject()) {
      JsonObject members = whole.getAsJsonObject();
      return part.getAsJsonObject().entrySet().stream()
          .allMatch(
              member ->
                  members.has(member.getKey())
                      && holds(members.get(member.getKey()), member.getValue()));
    }
    if (whole.isJsonArray() && part.isJsonArray()) {
      List<JsonElement> items = part.getAsJsonArray().asList();
      return whole.getAsJsonArray().size() == items.size()
          && IntStream.range(0, items.size())
              .allMatch(i -> holds(whole.getAsJsonArray().get(i), items.get(i)));
    }
    return whole.equals(part);
  }

  private static List<String> podMonitor(JsonNode document) {
    try {
      PodMonitor monitor = STRICT.treeToValue(document, PodMonitor.class);
      return Stream.of(
              monitor.getSpec() == null || monitor.getSpec().getSelector() == null
                  ? "spec.selector is missing"
                  : "",
              monitor.getSpec() == null || monitor.getSpec().getPodMetricsEndpoints().isEmpty()
                  ? "spec.podMetricsEndpoints is missing"
                  : "")
          .filter(fault -> !fault.isEmpty())
          .toList();
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }
}
