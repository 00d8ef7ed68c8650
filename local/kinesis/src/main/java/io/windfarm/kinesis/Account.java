package io.windfarm.kinesis;

/** The account and region that every stream of an endpoint is in. */
record Account(String id, String region) {
  String streamArn(String stream) {
    return "arn:aws:kinesis:" + region + ":" + id + ":stream/" + stream;
  }

  ServiceError noStream(String stream) {
    return ServiceError.notFound("Stream " + stream + " under account " + id + " not found.");
  }

  ServiceError noShard(String shard, String stream) {
    return ServiceError.notFound(
        "Could not find shard " + shard + " in stream " + stream + " under account " + id + ".");
  }
}
