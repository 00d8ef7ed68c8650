package io.windfarm.local;

import static io.windfarm.local.Template.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The templates of {@code infra}, as they turn out for parameters that matter. AWS itself is not
 * asked: what it alone knows is not found here.
 */
class InfraTest {
  private static final String STORAGE = "storage.yaml";
  private static final String PIPELINE = "pipeline.yaml";
  private static final String APPLICATION = "application.yaml";
  private static final String STACK = "windfarm-storage";
  private static final String KEY =
      "arn:aws:kms:ap-southeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final Pattern STORED = Pattern.compile("s3://([a-z]+)\\.storage-stack/(.+)");
  private static final Pattern OPTION = Pattern.compile("\\| `([a-z]+\\.[a-z.*-]+)` \\|");
  private static final String LONGEST_PREFIX = "a-20-letters-prefix0";

  @ParameterizedTest
  @ValueSource(strings = {STORAGE, PIPELINE, APPLICATION})
  void staysWithinTheLimitsOfCloudFormation(String file) throws Exception {
    Template template = Template.read(file);

    assertThat(template.text().getBytes(StandardCharsets.UTF_8))
        // What can be sent without a bucket in between. With one it may be 1 MB.
        .hasSizeLessThanOrEqualTo(51_200);
    assertThat(template.section("Parameters")).hasSizeLessThanOrEqualTo(200);
    assertThat(template.section("Outputs")).hasSizeLessThanOrEqualTo(200);
    assertThat(template.section("Resources")).hasSizeLessThanOrEqualTo(500);
    assertThat((String) template.root().get("Description")).hasSizeLessThanOrEqualTo(1024);
    assertThat(template.section("Resources").keySet()).allMatch(id -> id.matches("[A-Za-z0-9]+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {STORAGE, PIPELINE, APPLICATION})
  void everyParameterHasADefaultWithinItsBounds(String file) throws Exception {
    Template template = Template.read(file);

    template
        .section("Parameters")
        .forEach(
            (name, written) -> {
              Map<String, Object> parameter = object(written);
              String value = template.defaults().get(name);
              assertThat(parameter).as(name).containsKeys("Default", "Description");
              assertThat((String) parameter.get("Description")).hasSizeLessThanOrEqualTo(4000);
              assertThat(value.length()).as(name).isLessThanOrEqualTo(4096);
              if (parameter.containsKey("AllowedValues")) {
                assertThat(Template.list(parameter.get("AllowedValues")))
                    .as(name)
                    .anyMatch(allowed -> allowed.toString().equals(value));
              } else if (parameter.get("Type").equals("Number")) {
                assertThat(Long.parseLong(value))
                    .as(name)
                    .isBetween(number(parameter, "MinValue"), number(parameter, "MaxValue"));
              } else {
                assertThat(value).as(name).matches((String) parameter.get("AllowedPattern"));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {STORAGE, PIPELINE, APPLICATION})
  void holdsNoSecretsAndNobodysAccount(String file) throws Exception {
    assertThat(Template.read(file).text())
        .doesNotContainPattern("(?i)password|secret|AKIA[A-Z0-9]{16}|NoEcho")
        .doesNotContainPattern("\\b\\d{12}\\b(?!\\d)(?<!107374182400)");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "Layout=regional, ''",
    "KeyArn=" + KEY + ", KeyArn=" + KEY,
    "Prefix=" + LONGEST_PREFIX + ", EfoConsumer=windfarm",
    "'', TelemetryMode=ON_DEMAND",
    "'', JobService=ec2.amazonaws.com",
  })
  void everyReferenceLeadsSomewhereAndNothingIsUnsafe(String storage, String pipeline)
      throws Exception {
    ResolvedTemplate buckets = storage(Template.read(STORAGE), storage);
    ResolvedTemplate rest = pipeline(Template.read(PIPELINE), buckets, pipeline);

    assertThat(buckets.exports()).isNotEmpty();
    assertThat(rest.outputs()).isNotEmpty();
    assertThat(TemplateFaults.of(buckets)).isEmpty();
    assertThat(TemplateFaults.of(rest)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EfoConsumer=windfarm;Regions=eu-west-1,us-east-1",
        "Subnets=subnet-1a,subnet-2b;SecurityGroups=sg-3c;AlarmEmail=on-call@example.com",
        "RestoreType=RESTORE_FROM_CUSTOM_SNAPSHOT;SnapshotName=before",
      })
  void everyReferenceOfTheApplicationLeadsSomewhereAndNothingIsUnsafe(String parameters)
      throws Exception {
    ResolvedTemplate application = application(Template.read(APPLICATION), parameters);

    assertThat(application.outputs()).isNotEmpty();
    assertThat(TemplateFaults.of(application)).isEmpty();
  }

  /**
   * What the service hands to the job are options of the job, and the lake is where its tables are.
   */
  @Test
  void theApplicationIsConfiguredAsTheTablesAre() throws Exception {
    Map<String, String> handed =
        handed(application(Template.read(APPLICATION), "EfoConsumer=x;Regions=eu-west-1"));

    assertThat(handed.keySet()).isSubsetOf(options()).contains("source.stream", "lake.root");
    Properties tables = new Properties();
    try (Reader reader = Files.newBufferedReader(Project.infra().resolve("lake.properties"))) {
      tables.load(reader);
    }
    assertThat(tables.stringPropertyNames()).isNotEmpty();
    for (String key : tables.stringPropertyNames()) {
      Matcher place = STORED.matcher(tables.getProperty(key));
      assertThat(place.matches()).as(key).isTrue();
      assertThat(handed)
          .containsEntry(key, "s3a://" + bucket(place.group(1)) + "/" + place.group(2));
    }
    assertThat(handed.keySet().stream().filter(key -> key.startsWith("lake.")))
        .hasSameSizeAs(tables.keySet());
    assertThat(handed).containsEntry("source.stream", "windfarm-telemetry");
    assertThat(handed).containsEntry("alerts.stream", "windfarm-alerts");
  }

  /** Its role lets itself be taken by an application of this name only. */
  @Test
  void theRoleOfThePipelineIsForTheApplicationOfTheNextStack() throws Exception {
    assertThat(Template.read(APPLICATION).defaults().get("ApplicationName"))
        .isEqualTo(Template.read(PIPELINE).defaults().get("JobApplication"));
  }

  @Test
  void alarmsAreOfMetricsThatTheJobHas() throws Exception {
    String page = Files.readString(Project.home().resolve("docs/metrics.md"));

    assertThat(TemplateFaults.METRICS_OF_THE_JOB)
        .allMatch(metric -> page.contains("\n| `" + metric + "` |"));
  }

  private static Map<String, String> handed(ResolvedTemplate template) {
    Map<String, Object> application =
        object(template.resources().get("Application").get("Properties"));
    Map<String, Object> environment =
        object(object(application.get("ApplicationConfiguration")).get("EnvironmentProperties"));
    Map<String, String> handed = new HashMap<>();
    for (Object group : Template.list(environment.get("PropertyGroups"))) {
      object(object(group).get("PropertyMap"))
          .forEach(
              (key, value) ->
                  handed.put(object(group).get("PropertyGroupId") + "." + key, (String) value));
    }
    return handed;
  }

  /** All that the job can be told, from the README's table, which is held against its code. */
  private static Set<String> options() throws Exception {
    Set<String> options = new HashSet<>();
    for (String line : Files.readAllLines(Project.home().resolve("README.md"))) {
      Matcher option = OPTION.matcher(line);
      if (option.lookingAt()) {
        options.add(option.group(1));
        if (option.group(1).equals("lake.roots.*")) {
          for (LakeTable table : LakeTable.values()) {
            options.add("lake.roots." + table.label());
          }
        }
      }
    }
    return options;
  }

  /** Everything at once, with the longest names: the quota of a policy can't be raised. */
  @Test
  void policiesHaveRoomForAllTheBucketsThatMayBeGiven() throws Exception {
    Template template = Template.read(PIPELINE);
    long room = number(object(template.section("Parameters").get("OtherLakeBuckets")), "MaxLength");
    StringBuilder others = new StringBuilder();
    for (String comma = ""; others.length() + 71 <= room; comma = ",") {
      others.append(comma).append("arn:aws:s3:::" + LONGEST_PREFIX);
      others.append("-regional-" + ResolvedTemplate.ACCOUNT + "-ap-southeast-1");
    }
    ResolvedTemplate buckets =
        storage(Template.read(STORAGE), "Prefix=" + LONGEST_PREFIX + ";KeyArn=" + KEY);

    ResolvedTemplate rest =
        pipeline(
            template,
            buckets,
            ("KeyArn=" + KEY + ";EfoConsumer=" + "e".repeat(128))
                + (";TelemetryStreamName=" + "t".repeat(128))
                + (";AlertsStreamName=" + "a".repeat(128))
                + (";WorkGroupName=" + "w".repeat(128) + ";DatabaseName=" + "d".repeat(128))
                + (";OtherLakeBuckets=" + others));

    assertThat(others.toString().split(",", -1)).hasSizeGreaterThanOrEqualTo(8);
    assertThat(TemplateFaults.of(rest)).isEmpty();
  }

  /** The pipeline is the same whatever the layout of its buckets. */
  @Test
  void bothLayoutsExportABucketForEveryPurpose() throws Exception {
    Template template = Template.read(STORAGE);
    Map<String, String> central = storage(template, "").exports();
    Map<String, String> regional = storage(template, "Layout=regional").exports();

    assertThat(regional.keySet()).isEqualTo(central.keySet());
    for (String purpose : PipelineTemplate.PURPOSES) {
      String export = STACK + "-" + purpose.substring(0, 1).toUpperCase(Locale.ROOT);
      export += purpose.substring(1) + "Bucket";
      assertThat(central.get(export)).isEqualTo(bucket(purpose));
      assertThat(regional.get(export)).isEqualTo(bucket("regional"));
    }
    assertThat(regional.get(STACK + "-FlinkBucket")).isEqualTo(bucket("flink"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "storage | BlockPublicPolicy: true | BlockPublicPolicy: false | RawBucket may be public",
        "storage | [OwnKey, 'aws:kms', AES256] | [Own, a, b] | no condition Own",
        "storage | 'aws:SecureTransport': 'false' | 'aws:SecureTransport': 'true' | RawBucket answers without TLS",
        "storage | - !GetAtt RawBucket.Arn | - !GetAtt RawBucket.Name | RawBucket has no attribute",
        "storage | ServerSideEncryptionConfiguration: | Nothing: | RawBucket is not encrypted",
        "storage | StorageClass: GLACIER_IR | StorageClass: DEEP_ARCHIVE | RawBucket moves to where no query reads",
        "storage | AbortIncompleteMultipartUpload: | ExpirationInDays: | RawBucket loses what is in it",
        "storage | DaysAfterInitiation: !Ref AbandonedUploadDays | DaysAfterInitiation: 2 | RawBucket aborts uploads",
        "storage | DeletionPolicy: Retain | DeletionPolicy: Delete | RawBucket is not retained",
        "storage | Tags: | Labels: | RawBucket has no tags",
        "storage | '${Prefix}-raw | '${Prefx}-raw | nothing is called Prefx",
        "pipeline | EncryptionType: KMS | EncryptionType: NONE | TelemetryStream is not encrypted",
        "pipeline | EnforceWorkGroupConfiguration: true | EnforceWorkGroupConfiguration: false | WorkGroup lets clients",
        "pipeline | BytesScannedCutoffPerQuery: | Limit: | WorkGroup has no limit",
        "pipeline | EncryptionOption: | Option: | WorkGroup does not encrypt results",
        "pipeline | Resource: !GetAtt TelemetryStream.Arn | Resource: '*' | ProducerPolicy allows it on everything: Send *",
        "pipeline | Resource: !GetAtt TelemetryStream.Arn | Resource: arn:aws:kinesis:*:*:stream/a | ProducerPolicy allows it on everything",
        "pipeline | :s3:::${Bucket}/lake* | :s3:::*${Bucket}/lake* | JobPolicy allows it on everything: WriteLake",
        "pipeline | table/${Database}/* | table/* | AnalystPolicy allows it on everything: ReadTables",
        "pipeline | Action: kinesis:PutRecords | Action: kinesis:Put* | ProducerPolicy allows too much",
        "pipeline | - athena:ListWorkGroups | - athena:DeleteWorkGroup | AnalystPolicy allows it on everything: ListWhatThereIs",
        "pipeline | 'aws:SourceAccount' | 'aws:Account' | JobRole may be taken for another account's",
        "pipeline | ${AWS::AccountId}:root | * | ProducerRole may be taken by anybody",
        "pipeline | -ResultsBucket'} | -ResultBucket'} | no stack exports windfarm-storage-ResultBucket",
        "pipeline | !Ref TelemetryMode, | !Ref TelemetryMod, | nothing is called TelemetryMod",
        "pipeline | !GetAtt JobRole.Arn | !GetAtt JobRoles.Arn | nothing is called JobRoles",
        "pipeline | Condition: OnMachines\\n    Description | Description | JobInstanceProfile is not there",
        "application | SnapshotsEnabled: true | SnapshotsEnabled: false | Application loses its state",
        "application | RollbackEnabled: true | RollbackEnabled: false | Application stays down",
        "application | FLINK-1_20 | FLINK-2_2 | Application is for another Flink",
        "application | ::ApplicationCloudWatchLoggingOption | ::Application | Application logs nowhere",
        "application | RetentionInDays: | Days: | Log is kept for ever",
        "application | AlarmActions: [!Ref AlarmTopic] | AlarmActions: [] | DownAlarm reaches nobody",
        "application | MetricName: fullRestarts | MetricName: restarts | RestartsAlarm watches what is not measured",
        "application | Value: !Ref ApplicationName | Value: another | DownAlarm watches no application",
        "application | group: kinesisanalytics | group: windfarm | LedgerAlarm watches what the service does not pass",
        "application | TreatMissingData: breaching | Missing: breaching | SilentAlarm does not say what no data mean",
        "application | 'aws:SourceAccount' | 'aws:Account' | AlarmTopicPolicy lets others publish",
        "application | Resource: !GetAtt Log.Arn | Resource: '*' | ServicePolicy allows it on everything: WriteLog",
        "application | logs:DescribeLogGroups | logs:DeleteLogGroup | ServicePolicy allows it on everything: FindLog",
        "application | -JobRole' | -Role' | no stack exports windfarm-Role",
        "application | -FlinkBucket' | -Bucket' | no stack exports windfarm-storage-Bucket",
      })
  void aFaultThatIsPlantedIsFound(String file, String right, String wrong, String fault)
      throws Exception {
    String text = Template.read(file + ".yaml").text();
    String planted =
        text.replaceFirst(
            Pattern.quote(right.replace("\\n", "\n")), Matcher.quoteReplacement(wrong));

    assertThat(planted).isNotEqualTo(text);
    assertThat(faults(file, Template.parse(planted))).anyMatch(found -> found.startsWith(fault));
  }

  private static List<String> faults(String file, Template template) throws Exception {
    boolean isStorage = file.equals("storage");
    if (file.equals("application")) {
      try {
        return TemplateFaults.of(application(template, ""));
      } catch (AssertionError e) {
        return List.of(e.getMessage());
      }
    }
    ResolvedTemplate buckets = storage(isStorage ? template : Template.read(STORAGE), "");
    try {
      ResolvedTemplate checked = isStorage ? buckets : pipeline(template, buckets, "");
      checked.outputs();
      return TemplateFaults.of(checked);
    } catch (AssertionError e) {
      return List.of(e.getMessage());
    }
  }

  private static String bucket(String purpose) {
    return "windfarm-" + purpose + "-" + ResolvedTemplate.ACCOUNT + "-ap-southeast-1";
  }

  private static ResolvedTemplate storage(Template template, String parameters) {
    return ResolvedTemplate.of(template, STACK, parameters(parameters), Map.of());
  }

  private static ResolvedTemplate pipeline(
      Template template, ResolvedTemplate storage, String parameters) {
    return ResolvedTemplate.of(template, "windfarm", parameters(parameters), storage.exports());
  }

  /** With what the two stacks before it export. */
  private static ResolvedTemplate application(Template template, String parameters)
      throws Exception {
    ResolvedTemplate buckets = storage(Template.read(STORAGE), "");
    Map<String, String> exports = new HashMap<>(buckets.exports());
    exports.putAll(pipeline(Template.read(PIPELINE), buckets, "").exports());
    return ResolvedTemplate.of(template, "windfarm-job", parameters(parameters), exports);
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text.split(";", -1)) {
      if (!parameter.isEmpty()) {
        parameters.put(parameter.replaceFirst("=.*", ""), parameter.replaceFirst("[^=]*=", ""));
      }
    }
    return parameters;
  }

  private static long number(Map<String, Object> parameter, String key) {
    return Long.parseLong(parameter.get(key).toString());
  }
}
