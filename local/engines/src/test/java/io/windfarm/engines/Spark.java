package io.windfarm.engines;

import io.windfarm.local.Aws;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark, the engine inside Databricks, in this JVM. Its tables lie on the S3 endpoint; {@code
 * s3://} means what it does on Databricks.
 */
final class Spark implements AutoCloseable {
  private final SparkSession session;

  Spark(Path directory, URI s3) {
    session =
        SparkSession.builder()
            .appName("windfarm")
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.local.dir", directory.resolve("local").toString())
            .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toUri().toString())
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.datetime.java8API.enabled", true)
            .config("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
            .config("spark.hadoop.fs.s3a.endpoint", s3.toString())
            .config("spark.hadoop.fs.s3a.endpoint.region", "us-east-1")
            .config("spark.hadoop.fs.s3a.path.style.access", true)
            .config("spark.hadoop.fs.s3a.access.key", Aws.LOCAL.accessKeyId())
            .config("spark.hadoop.fs.s3a.secret.key", Aws.LOCAL.secretAccessKey())
            .config(
                "spark.hadoop.fs.s3a.aws.credentials.provider",
                "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
            .getOrCreate();
  }

  /** The engine with the tables of a database, which exists. */
  Engine in(String database) {
    return (sql, zone) -> {
      session.catalog().setCurrentDatabase(database);
      return rows(sql, zone);
    };
  }

  private List<Row> rows(String sql, ZoneId zone) {
    session.conf().set("spark.sql.session.timeZone", zone.getId());
    List<Row> rows = new ArrayList<>();
    for (org.apache.spark.sql.Row row : session.sql(sql).collectAsList()) {
      Object[] values = new Object[row.size()];
      for (int column = 0; column < values.length; column++) {
        Object value = row.get(column);
        values[column] = value instanceof Seq<?> list ? CollectionConverters.asJava(list) : value;
      }
      rows.add(Row.of(values));
    }
    return rows;
  }

  @Override
  public void close() {
    session.stop();
  }
}
