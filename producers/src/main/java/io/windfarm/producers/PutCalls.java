package io.windfarm.producers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** {@code PutRecords} calls to one stream, and what their answers mean. */
final class PutCalls {
  private final KinesisClient client;
  private final String stream;
  private final String destination;

  PutCalls(KinesisClient client, String stream, String destination) {
    this.client = client;
    this.stream = stream;
    this.destination = destination;
  }

  /** What a call's answer says of each entry, in the order of the call. */
  record Answer(List<PutRecordsResultEntry> entries) {
    boolean arrived(int entry) {
      return entries.get(entry).errorCode() == null;
    }

    boolean throttled(int entry) {
      return "ProvisionedThroughputExceededException".equals(entries.get(entry).errorCode());
    }

    String firstRefusal() {
      return entries.stream()
          .filter(entry -> entry.errorCode() != null)
          .findFirst()
          .map(entry -> OneLine.of(entry.errorCode() + ": " + entry.errorMessage()))
          .orElse("");
    }
  }

  /** One call. */
  Answer put(List<Outgoing> records) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>(records.size());
    for (Outgoing record : records) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(record.key())
              .data(SdkBytes.fromByteArrayUnsafe(record.payload()))
              .build());
    }
    return new Answer(
        client.putRecords(request -> request.streamName(stream).records(entries)).records());
  }

  /** Where the records go, for messages. */
  String destination() {
    return destination;
  }

  /** Why calling again can't help, with what to do instead; empty where it can. */
  Optional<String> hopeless(SdkException failure) {
    if (!(failure instanceof AwsServiceException)) {
      return Optional.empty();
    }
    AwsServiceException refusal = (AwsServiceException) failure;
    if (refusal.statusCode() >= 500 || refusal.isThrottlingException() || throttled(failure)) {
      return Optional.empty();
    }
    String code = code(refusal);
    String advice =
        code.equals("ResourceNotFoundException")
            ? "create the stream, or name another with --stream"
            : "check the credentials, --region and --stream";
    return Optional.of(destination + " refuses (" + describe(failure) + "): " + advice);
  }

  /** Whether a whole call was refused because of a limit. */
  boolean throttled(SdkException failure) {
    return failure instanceof AwsServiceException
        && (((AwsServiceException) failure).isThrottlingException()
            || code((AwsServiceException) failure)
                .equals("ProvisionedThroughputExceededException"));
  }

  /** One line about a failure. */
  String describe(SdkException failure) {
    if (failure instanceof AwsServiceException
        && ((AwsServiceException) failure).awsErrorDetails() != null) {
      AwsServiceException refusal = (AwsServiceException) failure;
      return OneLine.of(code(refusal) + ": " + refusal.awsErrorDetails().errorMessage());
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? root.getClass().getSimpleName()
        : OneLine.of(root.getMessage());
  }

  private static String code(AwsServiceException refusal) {
    return refusal.awsErrorDetails() == null || refusal.awsErrorDetails().errorCode() == null
        ? ""
        : refusal.awsErrorDetails().errorCode();
  }
}
