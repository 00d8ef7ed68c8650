package io.windfarm.ingest.files;

import io.windfarm.config.SensorCatalog;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.model.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A reader at work on a folder, in the hands of a test, with what survives of it in between. */
final class FolderReading {
  /** Files that end so near to one another may grow. */
  private static final Duration HOLD = Duration.ofMinutes(30);

  private static final SensorCatalog SENSORS = SensorCatalog.load(null);
  private static final FilePartSerializer PARTS = new FilePartSerializer();

  private final Path folder;
  private final String format;
  private final int outOfOrderness;
  private final int batch;
  private final List<FilePart> before;
  private final List<Arrival> taken = new ArrayList<>();
  private Watermark watermark = new Watermark(Long.MIN_VALUE);
  private FolderReader reader;

  private FolderReading(
      Path folder, String format, int outOfOrderness, int batch, List<FilePart> before) {
    this.folder = folder;
    this.format = format;
    this.outOfOrderness = outOfOrderness;
    this.batch = batch;
    this.before = before;
  }

  static FolderReading of(Path folder) {
    return new FolderReading(folder, Layouts.AUTO, 0, FolderReader.BATCH, List.of());
  }

  FolderReading format(String format) {
    return new FolderReading(folder, format, outOfOrderness, batch, before);
  }

  /** Disorder that is allowed, in seconds. */
  FolderReading outOfOrderness(int seconds) {
    return new FolderReading(folder, format, seconds, batch, before);
  }

  /** Records taken at a time. */
  FolderReading batch(int records) {
    return new FolderReading(folder, format, outOfOrderness, records, before);
  }

  /** All that is there, as where nothing more is to come. */
  List<Arrival> toTheEnd() throws Exception {
    start(true);
    reader.notifyNoMoreSplits();
    while (poll() != InputStatus.END_OF_INPUT) {
      // There is more.
    }
    return taken;
  }

  /** All that is there, as where more may come. */
  List<Arrival> forNow() throws Exception {
    start(false);
    while (poll() == InputStatus.MORE_AVAILABLE) {
      // There is more.
    }
    return taken;
  }

  /** Polls so many times: false if that was all. */
  boolean readSome(int polls) throws Exception {
    start(false);
    for (int i = 0; i < polls; i++) {
      if (poll() != InputStatus.MORE_AVAILABLE) {
        return false;
      }
    }
    return true;
  }

  /** How far event time has come, epoch millis. */
  long watermark() {
    return watermark.getTimestamp();
  }

  List<Arrival> taken() {
    return taken;
  }

  /** Another reader, from the checkpoint that this one would be in now. */
  FolderReading restored() throws Exception {
    List<FilePart> parts = new ArrayList<>();
    for (FilePart part : reader.snapshotState(1)) {
      parts.add(PARTS.deserialize(PARTS.getVersion(), PARTS.serialize(part)));
    }
    reader.close();
    return new FolderReading(folder, format, outOfOrderness, batch, parts);
  }

  private void start(boolean unfinishedCounts) throws Exception {
    reader =
        new FolderReader(
            new Context(),
            Layouts.of(
                format, SENSORS, EventDecoder.Options.defaults().withTurbineTemplate("{stream}")),
            Duration.ofSeconds(outOfOrderness),
            HOLD,
            unfinishedCounts,
            batch);
    reader.start();
    reader.addSplits(before);
    reader.addSplits(Input.of(folder.toString()).list());
    reader.handleSourceEvents(new Listed());
  }

  private InputStatus poll() throws Exception {
    return reader.pollNext(new Taking());
  }

  private final class Taking implements ReaderOutput<Arrival> {
    @Override
    public void collect(Arrival record) {
      taken.add(record.with(record.bytes()));
    }

    @Override
    public void collect(Arrival record, long timestamp) {
      collect(record);
    }

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = watermark.getTimestamp() > mark.getTimestamp() ? watermark : mark;
    }

    @Override
    public void markIdle() {
      throw new IllegalStateException("Idleness is not its business");
    }

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<Arrival> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  private static final class Context implements SourceReaderContext {
    @Override
    public SourceReaderMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    @Override
    public Configuration getConfiguration() {
      return new Configuration();
    }

    @Override
    public String getLocalHostName() {
      return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
      return 0;
    }

    @Override
    public void sendSplitRequest() {}

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {}

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }
}
