package io.windfarm.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The operator's own schema of a FlinkDeployment, made strict: Kubernetes drops fields that a
 * schema does not know without a word, and here they are faults. What the operator demands only
 * once it has the resource is required as well.
 */
final class FlinkDeploymentSchema {
  private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private final JsonSchema schema;

  FlinkDeploymentSchema() {
    try (InputStream file = FlinkDeploymentSchema.class.getResourceAsStream(CRD)) {
      JsonNode crd = new ObjectMapper(new YAMLFactory()).readTree(file);
      ObjectNode root = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
      ObjectNode properties = (ObjectNode) root.get("properties");
      properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
      properties.putObject("kind").put("const", "FlinkDeployment");
      properties.putObject("metadata").put("type", "object");
      close(root);
      require(root, "apiVersion", "kind", "metadata", "spec");
      ObjectNode spec = (ObjectNode) properties.get("spec");
      require(spec, "image", "flinkVersion", "serviceAccount", "job", "jobManager", "taskManager");
      require((ObjectNode) spec.at("/properties/job"), "jarURI", "upgradeMode");
      for (String role : List.of("jobManager", "taskManager")) {
        require((ObjectNode) spec.at("/properties/" + role), "resource");
        require(
            (ObjectNode) spec.at("/properties/" + role + "/properties/resource"), "cpu", "memory");
      }
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever lists its properties has no others. */
  private static void close(JsonNode node) {
    if (node.isObject()
        && node.path("properties").isObject()
        && !node.has("additionalProperties")) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(FlinkDeploymentSchema::close);
  }

  private static void require(ObjectNode node, String... names) {
    var required = node.putArray("required");
    for (String name : names) {
      required.add(name);
    }
  }

  /** What is wrong with a document; empty if nothing is. */
  List<String> faults(JsonNode document) {
    return schema.validate(document).stream().map(ValidationMessage::getMessage).sorted().toList();
  }
}
