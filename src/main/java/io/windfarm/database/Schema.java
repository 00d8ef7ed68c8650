package io.windfarm.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The database's schema: made and migrated by the files in {@code db/migration}, each once, in
 * their order. What was applied is on record in the schema itself.
 */
final class Schema {
  private final DatabaseAccess access;
  private final String name;

  Schema(DatabaseAccess access, String name) {
    this.access = access;
    this.name = name;
  }

  /**
   * Brings the schema to this job's version; does nothing if it is there already.
   *
   * @throws DatabaseException if the database can't be reached, holds something else in the schema,
   *     was migrated by a newer job, or refuses
   */
  void migrate() {
    reach();
    try {
      Flyway flyway = flyway(null);
      refuseNewer(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "The schema '"
              + name
              + "' can't be made or migrated: "
              + firstLines(e)
              + "\nIf it holds something else, name another one with database.schema. If the user may"
              + " not create, let one who may submit the job once, or grant it: docs/database.md.",
          e);
    }
  }

  /** Migrates no further than {@code version}: what an older job left. */
  void migrateTo(String version) {
    flyway(version).migrate();
  }

  private void reach() {
    try (Connection connection = access.connect()) {
      connection.isValid(10);
    } catch (SQLException e) {
      throw new DatabaseException(
          "database.url: no connection to "
              + access
              + " ("
              + SqlState.describe(e)
              + "). "
              + SqlState.advice(e),
          e);
    }
  }

  private void refuseNewer(Flyway flyway) {
    Optional<MigrationVersion> newer =
        Arrays.stream(flyway.info().all())
            .filter(
                info ->
                    info.getState() == MigrationState.FUTURE_SUCCESS
                        || info.getState() == MigrationState.FUTURE_FAILED)
            .map(MigrationInfo::getVersion)
            .findFirst();
    if (newer.isPresent()) {
      throw new DatabaseException(
          "The schema '"
              + name
              + "' is of version "
              + newer.get()
              + ", which this job does not know: a newer job has migrated it. Run that job, or name"
              + " another schema with database.schema.",
          null);
    }
  }

  private Flyway flyway(String target) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(new AccessDataSource(access))
        .defaultSchema(name)
        .schemas(name)
        .createSchemas(true)
        .cleanDisabled(true)
        .locations("classpath:db/migration")
        .target(target == null ? "latest" : target)
        .load();
  }

  private static String firstLines(FlywayException e) {
    return String.valueOf(e.getMessage()).strip();
  }
}
