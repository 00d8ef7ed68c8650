package io.windfarm.bench.identity;

import io.windfarm.bench.FileRecords;
import io.windfarm.model.Arrival;
import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** The lines of one file as records, in their order, as {@link FileRecords} reads them. */
final class LinesOfFile extends SimpleStreamFormat<Arrival> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final long arrivalTime;

  /**
   * @param name the file's
   * @param arrivalTime when it arrived, epoch millis
   */
  LinesOfFile(String name, long arrivalTime) {
    this.name = name;
    this.arrivalTime = arrivalTime;
  }

  @Override
  public StreamFormat.Reader<Arrival> createReader(
      Configuration configuration, FSDataInputStream stream) {
    FileRecords records = new FileRecords(stream, name, arrivalTime);
    return new StreamFormat.Reader<>() {
      @Nullable
      @Override
      public Arrival read() throws IOException {
        return records.next();
      }

      @Override
      public void close() throws IOException {
        records.close();
      }
    };
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return Types.POJO(Arrival.class);
  }
}
