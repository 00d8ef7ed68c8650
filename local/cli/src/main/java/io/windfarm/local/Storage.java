package io.windfarm.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A place where a job keeps files, as {@link SweepCommand} sees it: below a prefix of a bucket, or
 * below a folder. Everything in it may change while it is looked at; what is gone meanwhile is
 * gone.
 */
public interface Storage extends AutoCloseable {
  /** The file that makes a folder a checkpoint or savepoint; Flink writes it last. */
  String METADATA = "_metadata";

  /**
   * What an interrupted write left, or what one is about to finish.
   *
   * @param name to show
   * @param since when it was begun, or last added to
   * @param id tells it from others of that name
   */
  record Unfinished(String name, Instant since, String id) {}

  /**
   * A checkpoint or savepoint that a job may be restored from.
   *
   * @param name to show
   * @param completed when it was
   */
  record Retained(String name, Instant completed) {}

  /**
   * The storage at {@code s3://bucket/prefix}, {@code file:///folder} or a path. S3 is that of the
   * environment, as the AWS SDK reads it.
   *
   * @throws Failure if it is none of these
   */
  static Storage at(String location) {
    if (location.startsWith("s3://") || location.startsWith("s3a://")) {
      return S3Storage.at(URI.create(location));
    }
    if (location.startsWith("file:")) {
      return new FolderStorage(Path.of(URI.create(location)));
    }
    if (location.contains("://")) {
      throw new Failure(
          location + " is neither s3://bucket/prefix nor a folder: other storage can't be swept.");
    }
    return new FolderStorage(Path.of(location));
  }

  /** Everything that is not finished, oldest first. */
  List<Unfinished> unfinished();

  /** Gives up a write for good; it can't be finished any more. */
  void remove(Unfinished unfinished);

  /**
   * Deletes finished files.
   *
   * @param byName takes the last part of a path
   */
  void deleteFiles(Predicate<String> byName);

  /** The checkpoint or savepoint that was completed before all others; empty if there is none. */
  Optional<Retained> oldestRetained();

  @Override
  void close();
}
