package io.windfarm.local;

import static io.windfarm.local.Template.list;
import static io.windfarm.local.Template.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is not safe about the resources of a stack, a line a fault that begins with its id. */
final class TemplateFaults {
  private static final Set<String> TAGGED =
      Set.of(
          "AWS::S3::Bucket",
          "AWS::Kinesis::Stream",
          "AWS::Athena::WorkGroup",
          "AWS::IAM::Role",
          "AWS::KinesisAnalyticsV2::Application",
          "AWS::Logs::LogGroup",
          "AWS::SNS::Topic");

  /** Read at once by queries; the others need a restore of hours. */
  private static final Set<String> READABLE = Set.of("STANDARD_IA", "GLACIER_IR");

  /** A restore may need uploads that are days old: docs/standalone-cluster.md. */
  private static final int PATIENCE_DAYS = 7;

  /** Characters of a managed policy, white space not counted: a quota that can't be raised. */
  private static final int POLICY_CHARACTERS = 6144;

  /** Those of the service's metrics that alarms here are about, as its documentation names them. */
  private static final Set<String> METRICS =
      Set.of(
          "containerCPUUtilization",
          "downtime",
          "fullRestarts",
          "heapMemoryUtilization",
          "lastCheckpointDuration",
          "millisBehindLatest",
          "numberOfFailedCheckpoints",
          "uptime");

  /** Of the job's own, which the service passes on if it is told to. */
  static final Set<String> METRICS_OF_THE_JOB = Set.of("ledger_imbalance");

  private final Map<String, Map<String, Object>> resources;
  private final List<String> faults = new ArrayList<>();

  private TemplateFaults(Map<String, Map<String, Object>> resources) {
    this.resources = resources;
  }

  static List<String> of(ResolvedTemplate template) {
    TemplateFaults check = new TemplateFaults(template.resources());
    check.resources.forEach(check::resource);
    return check.faults;
  }

  private void resource(String id, Map<String, Object> resource) {
    String type = (String) resource.get("Type");
    Map<String, Object> properties = object(resource.get("Properties"));
    unless(!TAGGED.contains(type) || !list(properties.get("Tags")).isEmpty(), id, "has no tags");
    switch (type) {
      case "AWS::S3::Bucket" -> {
        bucket(id, properties);
        for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
          unless("Retain".equals(resource.get(policy)), id, "is not retained by its " + policy);
        }
      }
      case "AWS::Kinesis::Stream" -> {
        Map<String, Object> encryption = mapping(properties, "StreamEncryption");
        unless("KMS".equals(encryption.get("EncryptionType")), id, "is not encrypted");
        unless(encryption.get("KeyId") != null, id, "is encrypted with no key");
      }
      case "AWS::Athena::WorkGroup" -> workGroup(id, mapping(properties, "WorkGroupConfiguration"));
      case "AWS::IAM::ManagedPolicy" -> policy(id, object(properties.get("PolicyDocument")));
      case "AWS::IAM::Role" -> {
        trust(id, object(properties.get("AssumeRolePolicyDocument")));
        unless(!properties.containsKey("Policies"), id, "has policies that nothing else can use");
      }
      case "AWS::KinesisAnalyticsV2::Application" -> application(id, properties);
      case "AWS::Logs::LogGroup" ->
          unless(properties.get("RetentionInDays") != null, id, "is kept for ever");
      case "AWS::CloudWatch::Alarm" -> alarm(id, properties);
      case "AWS::SNS::TopicPolicy" -> topicPolicy(id, object(properties.get("PolicyDocument")));
      default -> {}
    }
  }

  private void bucket(String id, Map<String, Object> bucket) {
    unless(((String) bucket.get("BucketName")).length() <= 63, id, "has too long a name");
    List<?> rules =
        list(mapping(bucket, "BucketEncryption").get("ServerSideEncryptionConfiguration"));
    unless(!rules.isEmpty(), id, "is not encrypted");
    Map<String, Object> block = mapping(bucket, "PublicAccessBlockConfiguration");
    for (String what :
        List.of(
            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
      unless(Boolean.TRUE.equals(block.get(what)), id, "may be public: " + what);
    }
    unless(refusesPlainHttp(bucket.get("BucketName")), id, "answers without TLS");
    lifecycle(id, list(mapping(bucket, "LifecycleConfiguration").get("Rules")));
  }

  private void lifecycle(String id, List<?> rules) {
    boolean keeps = !id.equals("ResultsBucket");
    boolean cleans = false;
    for (Object rule : rules) {
      Map<String, Object> lifecycle = object(rule);
      unless("Enabled".equals(lifecycle.get("Status")), id, "has a rule that does nothing");
      unless(
          !keeps || lifecycle.keySet().stream().noneMatch(key -> key.startsWith("Expiration")),
          id,
          "loses what is in it");
      for (Object transition : list(lifecycle.get("Transitions"))) {
        Object tier = object(transition).get("StorageClass");
        unless(READABLE.contains(tier), id, "moves to where no query reads: " + tier);
        unless(!id.equals("FlinkBucket"), id, "moves what a restore needs");
      }
      if (lifecycle.containsKey("AbortIncompleteMultipartUpload")) {
        Object days =
            mapping(lifecycle, "AbortIncompleteMultipartUpload").get("DaysAfterInitiation");
        unless(
            !keeps || Integer.parseInt(days.toString()) >= PATIENCE_DAYS,
            id,
            "aborts uploads that a restore needs");
        cleans = true;
      }
    }
    unless(cleans, id, "keeps unfinished uploads for ever");
  }

  private boolean refusesPlainHttp(Object bucket) {
    String arn = "arn:aws:s3:::" + bucket;
    return resources.values().stream()
        .filter(resource -> resource.get("Type").equals("AWS::S3::BucketPolicy"))
        .map(resource -> object(resource.get("Properties")))
        .filter(properties -> properties.get("Bucket").equals(bucket))
        .flatMap(
            properties -> list(mapping(properties, "PolicyDocument").get("Statement")).stream())
        .map(Template::object)
        .anyMatch(
            statement ->
                "Deny".equals(statement.get("Effect"))
                    && "*".equals(statement.get("Principal"))
                    && "s3:*".equals(statement.get("Action"))
                    && List.of(arn, arn + "/*").equals(statement.get("Resource"))
                    && Map.of("Bool", Map.of("aws:SecureTransport", "false"))
                        .equals(statement.get("Condition")));
  }

  private void workGroup(String id, Map<String, Object> workGroup) {
    unless(
        Boolean.TRUE.equals(workGroup.get("EnforceWorkGroupConfiguration")),
        id,
        "lets clients have their own way");
    unless(workGroup.get("BytesScannedCutoffPerQuery") != null, id, "has no limit");
    Map<String, Object> result = mapping(workGroup, "ResultConfiguration");
    unless(
        mapping(result, "EncryptionConfiguration").get("EncryptionOption") != null,
        id,
        "does not encrypt results");
  }

  private void policy(String id, Map<String, Object> document) {
    int size = json(document).replaceAll("\\s", "").length();
    unless(size <= POLICY_CHARACTERS, id, "is too long a policy: " + size);
    for (Object part : list(document.get("Statement"))) {
      Map<String, Object> statement = object(part);
      for (Object action : list(statement.get("Action"))) {
        unless(!action.toString().contains("*"), id, "allows too much: " + action);
      }
      for (Object resource : list(statement.get("Resource"))) {
        unless(
            IamResource.isNamed(resource.toString(), list(statement.get("Action"))),
            id,
            "allows it on everything: " + statement.get("Sid") + " " + resource);
      }
      unless(!list(statement.get("Resource")).isEmpty(), id, "names no resource");
    }
  }

  private void application(String id, Map<String, Object> application) {
    Map<String, Object> configuration = mapping(application, "ApplicationConfiguration");
    unless(
        Boolean.TRUE.equals(
            mapping(configuration, "ApplicationSnapshotConfiguration").get("SnapshotsEnabled")),
        id,
        "loses its state when it is updated");
    unless(
        Boolean.TRUE.equals(
            mapping(configuration, "ApplicationSystemRollbackConfiguration")
                .get("RollbackEnabled")),
        id,
        "stays down after an update that fails");
    unless("FLINK-1_20".equals(application.get("RuntimeEnvironment")), id, "is for another Flink");
    unless(
        resources.values().stream()
            .filter(
                other ->
                    other.get("Type").toString().endsWith("::ApplicationCloudWatchLoggingOption"))
            .map(other -> object(other.get("Properties")).get("ApplicationName"))
            .anyMatch(application.get("ApplicationName")::equals),
        id,
        "logs nowhere");
  }

  /** An alarm that nobody hears, or of another application, is none. */
  private void alarm(String id, Map<String, Object> alarm) {
    List<Object> topics =
        resources.entrySet().stream()
            .filter(other -> other.getValue().get("Type").equals("AWS::SNS::Topic"))
            .map(other -> (Object) ("arn:aws:sns:" + other.getKey()))
            .toList();
    unless(
        !list(alarm.get("AlarmActions")).isEmpty()
            && topics.containsAll(list(alarm.get("AlarmActions"))),
        id,
        "reaches nobody");
    unless(
        !alarm.getOrDefault("AlarmDescription", "").equals(""), id, "does not say what it means");
    unless(alarm.containsKey("TreatMissingData"), id, "does not say what no data mean");
    Map<String, Object> metric = alarm;
    for (Object part : list(alarm.get("Metrics"))) {
      if (object(part).containsKey("MetricStat")) {
        metric = mapping(mapping(object(part), "MetricStat"), "Metric");
      }
    }
    boolean isOfTheJob = METRICS_OF_THE_JOB.contains(metric.get("MetricName"));
    unless(
        isOfTheJob || METRICS.contains(metric.get("MetricName")),
        id,
        "watches what is not measured");
    unless(!isOfTheJob || passesOnMetrics(), id, "watches what the service does not pass on");
    unless("AWS/KinesisAnalytics".equals(metric.get("Namespace")), id, "watches another service");
    unless(
        list(metric.get("Dimensions")).stream()
            .map(Template::object)
            .filter(dimension -> dimension.get("Name").equals("Application"))
            .anyMatch(dimension -> isApplication(dimension.get("Value"))),
        id,
        "watches no application of this stack");
  }

  private boolean passesOnMetrics() {
    return resources.values().stream()
        .filter(other -> other.get("Type").equals("AWS::KinesisAnalyticsV2::Application"))
        .map(other -> mapping(object(other.get("Properties")), "ApplicationConfiguration"))
        .flatMap(
            configuration ->
                list(mapping(configuration, "EnvironmentProperties").get("PropertyGroups"))
                    .stream())
        .map(Template::object)
        .filter(group -> group.get("PropertyGroupId").equals("metrics"))
        .anyMatch(group -> mapping(group, "PropertyMap").containsValue("kinesisanalytics"));
  }

  private boolean isApplication(Object name) {
    return resources.values().stream()
        .filter(other -> other.get("Type").equals("AWS::KinesisAnalyticsV2::Application"))
        .anyMatch(other -> object(other.get("Properties")).get("ApplicationName").equals(name));
  }

  private void topicPolicy(String id, Map<String, Object> document) {
    for (Object part : list(document.get("Statement"))) {
      Map<String, Object> statement = object(part);
      unless(
          statement.get("Principal") instanceof Map
              && mapping(mapping(statement, "Condition"), "StringEquals")
                  .containsKey("aws:SourceAccount"),
          id,
          "lets others publish");
    }
  }

  private void trust(String id, Map<String, Object> document) {
    for (Object part : list(document.get("Statement"))) {
      Map<String, Object> statement = object(part);
      unless(statement.get("Principal") instanceof Map, id, "may be taken by anybody");
      for (Object principal : list(mapping(statement, "Principal").get("AWS"))) {
        unless(!principal.toString().contains("*"), id, "may be taken by anybody");
      }
      Object service = mapping(statement, "Principal").get("Service");
      unless(
          !"kinesisanalytics.amazonaws.com".equals(service)
              || mapping(mapping(statement, "Condition"), "StringEquals")
                  .containsKey("aws:SourceAccount"),
          id,
          "may be taken for another account's application");
    }
  }

  private static Map<String, Object> mapping(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof Map ? object(parent.get(key)) : Map.of();
  }

  private static String json(Object document) {
    try {
      return new ObjectMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private void unless(boolean right, String id, String fault) {
    if (!right) {
      faults.add(id + " " + fault);
    }
  }
}
