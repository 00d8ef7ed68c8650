/**
 * Files as a source: {@link io.windfarm.ingest.files.FolderSource} finds them and what has been
 * added to them, {@link io.windfarm.ingest.files.FolderReader} reads all of them side by side in
 * order of event time. A {@link io.windfarm.ingest.files.Layout} opens one as {@link
 * io.windfarm.ingest.files.Records}.
 */
package io.windfarm.ingest.files;
