package io.windfarm.ingest.files;

import org.apache.flink.api.connector.source.SourceEvent;

/** The folder has been looked at, and what was found there has been handed out. */
final class Listed implements SourceEvent {
  private static final long serialVersionUID = 1L;
}
