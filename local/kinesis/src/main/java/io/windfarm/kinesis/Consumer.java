package io.windfarm.kinesis;

/**
 * A registered consumer (enhanced fan-out) of a stream.
 *
 * @param createdMillis when it was registered; part of its ARN, in seconds
 */
record Consumer(String name, long createdMillis) {
  String arn(String streamArn) {
    return streamArn + "/consumer/" + name + ":" + createdMillis / 1000;
  }
}
