package io.windfarm.bench.profile;

import java.util.List;

/** What the job's time is spent on. */
enum Part {
  READ("read files", "#8dd3c7"),
  DECODE("decode", "#b3de69"),
  EXCHANGE("exchange", "#80b1d3"),
  ORDER("once, in order", "#fdb462"),
  CLEAN("clean", "#bebada"),
  STATISTICS("statistics", "#fb8072"),
  SUMMARIES("summaries, anomalies", "#fccde5"),
  EDGES("edges, life cycle", "#ccebc5"),
  CEP("CEP", "#ffed6f"),
  PARQUET("Parquet", "#d9a679"),
  RAW("raw copy", "#c9b18b"),
  LEDGER("ledger", "#bc80bd"),
  CHECKPOINTS("checkpoints", "#9fb4c7"),
  FLINK("Flink's own", "#d9d9d9"),
  OTHER("other", "#eeeeee");

  private static final String OURS = "io.windfarm.";

  /** The beginning of a class's name, and whose it is; the first that fits. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(OURS + "ingest.files.", READ),
          new Rule(OURS + "bench.FileRecords", READ),
          new Rule(OURS + "ingest.ShardWatermarks", FLINK),
          new Rule(OURS + "ingest.", DECODE),
          new Rule(OURS + "exchange.", EXCHANGE),
          new Rule(OURS + "clean.OnceInOrder", ORDER),
          new Rule(OURS + "clean.ReadingOrder", ORDER),
          new Rule(OURS + "bench.baseline.InOrder", ORDER),
          new Rule(OURS + "clean.", CLEAN),
          new Rule(OURS + "stats.OutlyingReadings", SUMMARIES),
          new Rule(OURS + "stats.HeldReadings", SUMMARIES),
          new Rule(OURS + "stats.PerPeriod", SUMMARIES),
          new Rule(OURS + "stats.Summar", SUMMARIES),
          new Rule(OURS + "stats.Fleet", SUMMARIES),
          new Rule(OURS + "stats.Expectation", SUMMARIES),
          new Rule(OURS + "stats.", STATISTICS),
          new Rule("org.apache.flink.cep.", CEP),
          new Rule(OURS + "alert.Patterns", CEP),
          new Rule(OURS + "bench.baseline.Runs", CEP),
          new Rule(OURS + "alert.", EDGES),
          new Rule(OURS + "lake.", PARQUET),
          new Rule("org.apache.parquet.", PARQUET),
          new Rule("org.apache.flink.formats.parquet.", PARQUET),
          new Rule("com.github.luben.zstd.", PARQUET),
          new Rule("org.apache.flink.streaming.api.functions.sink.filesystem.", PARQUET),
          new Rule("org.apache.flink.connector.file.sink.", PARQUET),
          new Rule(OURS + "ledger.", LEDGER),
          new Rule(OURS + "bench.baseline.Books", LEDGER),
          new Rule("org.apache.flink.runtime.checkpoint.", CHECKPOINTS),
          new Rule("org.apache.flink.runtime.state.heap.HeapSnapshotStrategy", CHECKPOINTS),
          new Rule("org.apache.flink.streaming.runtime.tasks.SubtaskCheckpoint", CHECKPOINTS),
          new Rule("org.apache.flink.runtime.io.network.", EXCHANGE),
          new Rule("org.apache.flink.streaming.runtime.io.RecordWriterOutput", EXCHANGE),
          new Rule("org.apache.flink.streaming.runtime.streamrecord.StreamElementS", EXCHANGE),
          new Rule("org.apache.flink.runtime.plugable.", EXCHANGE),
          new Rule("org.apache.flink.streaming.runtime.", FLINK),
          new Rule("org.apache.flink.streaming.api.operators.", FLINK),
          new Rule("org.apache.flink.runtime.taskmanager.", FLINK));

  private final String title;
  private final String colour;

  Part(String title, String colour) {
    this.title = title;
    this.colour = colour;
  }

  private record Rule(String beginning, Part part) {}

  /** As drawings show it, such as {@code #8dd3c7}. */
  String colour() {
    return colour;
  }

  /** As tables call it. */
  String title() {
    return title;
  }

  /**
   * Whose a sample is: that of the topmost frame which belongs to somebody. What the JDK, a map or
   * a state backend does is done for the stage that called it. Parquet right behind the decoder is
   * the copy of what came in.
   *
   * @param frames names of the classes, the running one first
   */
  static Part of(String thread, List<String> frames) {
    if (thread.startsWith("AsyncOperations")) {
      return CHECKPOINTS;
    }
    for (String frame : frames) {
      for (Rule rule : RULES) {
        if (frame.startsWith(rule.beginning())) {
          return rule.part() == PARQUET && isRaw(frames) ? RAW : rule.part();
        }
      }
    }
    return OTHER;
  }

  private static boolean isRaw(List<String> frames) {
    return frames.contains(OURS + "ingest.Decode") && !frames.contains(OURS + "clean.Clean");
  }
}
