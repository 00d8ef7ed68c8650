package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code infra/pipeline.yaml} with its Glue tables made anew from the statements for Athena. The
 * rest of the template is written by hand and stays as it is, to the byte.
 *
 * <p>A bucket by the name of {@code <purpose>.storage-stack} is the one that the storage stack
 * exports for that purpose; any other is taken by its name.
 */
final class PipelineTemplate {
  static final String FILE = "pipeline.yaml";

  private static final String BEGIN = "  # BEGIN tables";
  private static final String END = "  # END tables";
  private static final String OF_STACK = ".storage-stack";

  /** What storage.yaml exports of buckets that hold tables. */
  static final List<String> PURPOSES = List.of("raw", "filtered", "emergency");

  private static final Pattern PLACE = Pattern.compile("s3://([^/]+)(/.*)");

  private static final String FORMAT = "org.apache.hadoop.hive.ql.io.parquet.";

  private final StringBuilder yaml = new StringBuilder();

  private PipelineTemplate() {}

  /**
   * The project's template for a lake.
   *
   * @param steps the statements for Athena; those that create no tables are left out
   * @throws Failure if a table is not in S3, or in a bucket that the storage stack doesn't make
   */
  static String of(List<DdlScript.Step> steps) throws IOException {
    return of(Files.readString(Project.infra().resolve(FILE)), steps);
  }

  static String of(String template, List<DdlScript.Step> steps) {
    PipelineTemplate tables = new PipelineTemplate();
    steps.stream()
        .map(DdlScript.Step::text)
        .filter(GlueTable::isCreatedBy)
        .map(GlueTable::parse)
        .forEach(tables::add);
    int end = template.indexOf(END);
    int begin = template.indexOf(BEGIN);
    if (begin < 0 || end < begin) {
      throw new Failure(
          "infra/" + FILE + " has lost its lines '" + BEGIN + "' and '" + END + "': restore them.");
    }
    // The comment that begins the block says how it is made.
    String comment =
        template
            .substring(begin, end)
            .lines()
            .takeWhile(line -> line.startsWith("  #"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return template.substring(0, begin) + comment + tables.yaml + template.substring(end);
  }

  private void add(GlueTable table) {
    line(2, logicalId(table.name()) + ":");
    line(4, "Type: AWS::Glue::Table");
    line(4, "Properties:");
    line(6, "CatalogId: !Ref AWS::AccountId");
    line(6, "DatabaseName: !Ref Database");
    line(6, "TableInput:");
    line(8, "Name: " + quoted(table.name()));
    line(8, "Description: " + quoted(table.comment()));
    line(8, "TableType: EXTERNAL_TABLE");
    line(8, "Parameters:");
    // What Athena adds by itself when it runs the statement, and what Glue's own jobs look at.
    line(10, "EXTERNAL: 'TRUE'");
    line(10, "classification: parquet");
    table.properties().forEach((key, value) -> property(10, quoted(key), value));
    columns(8, "PartitionKeys", table.keys());
    line(8, "StorageDescriptor:");
    property(10, "Location", table.location());
    line(10, "InputFormat: " + FORMAT + "MapredParquetInputFormat");
    line(10, "OutputFormat: " + FORMAT + "MapredParquetOutputFormat");
    line(10, "SerdeInfo:");
    line(12, "SerializationLibrary: " + FORMAT + "serde.ParquetHiveSerDe");
    line(12, "Parameters: {'serialization.format': '1'}");
    columns(10, "Columns", table.columns());
    yaml.append('\n');
  }

  private void columns(int indent, String list, Map<String, String> columns) {
    line(indent, list + ":");
    columns.forEach(
        (name, type) ->
            line(indent + 2, "- {Name: " + quoted(name) + ", Type: " + quoted(type) + "}"));
  }

  /** A value, in which the name of a bucket may be known only when the stack is made. */
  private void property(int indent, String key, String value) {
    Matcher place = PLACE.matcher(value);
    if (!place.matches()) {
      if (key.equals("Location")) {
        throw new Failure(value + " is not in S3: Glue's tables need lake.root = s3://…");
      }
      line(indent, key + ": " + quoted(value));
      return;
    }
    String bucket = place.group(1);
    if (!bucket.endsWith(OF_STACK)) {
      line(indent, key + ": " + quoted(value));
      return;
    }
    String purpose = bucket.substring(0, bucket.length() - OF_STACK.length());
    if (!PURPOSES.contains(purpose)) {
      throw new Failure(
          "The storage stack has no bucket '"
              + purpose
              + "' for tables: write one of "
              + new TreeSet<>(PURPOSES)
              + " before "
              + OF_STACK);
    }
    line(indent, key + ": !Sub");
    // ${region} is Athena's to fill in, not CloudFormation's.
    line(indent + 2, "- " + quoted("s3://${Bucket}" + place.group(2).replace("${", "${!")));
    line(
        indent + 2,
        "- Bucket: {'Fn::ImportValue': !Sub '${StorageStack}-" + capital(purpose) + "Bucket'}");
  }

  /** Letters and digits alone, as CloudFormation wants it. */
  private static String logicalId(String table) {
    return Arrays.stream(table.split("_"))
            .map(PipelineTemplate::capital)
            .collect(Collectors.joining())
        + "Table";
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void line(int indent, String text) {
    yaml.append(" ".repeat(indent)).append(text).append('\n');
  }
}
