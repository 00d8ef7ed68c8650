package io.windfarm.kinesis;

/**
 * A refusal in the service's own words: the error type a client switches on, and a message for the
 * person who reads its log. Anything the caller can put right is HTTP 400, as with the service.
 */
final class ServiceError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;

  private ServiceError(String type, int status, String message) {
    // Refusals are part of normal service under load: no stack trace, it would cost more than the
    // answer.
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  String type() {
    return type;
  }

  int status() {
    return status;
  }

  static ServiceError notFound(String message) {
    return new ServiceError("ResourceNotFoundException", 400, message);
  }

  static ServiceError inUse(String message) {
    return new ServiceError("ResourceInUseException", 400, message);
  }

  static ServiceError invalidArgument(String message) {
    return new ServiceError("InvalidArgumentException", 400, message);
  }

  static ServiceError expiredIterator(String message) {
    return new ServiceError("ExpiredIteratorException", 400, message);
  }

  static ServiceError expiredNextToken(String message) {
    return new ServiceError("ExpiredNextTokenException", 400, message);
  }

  static ServiceError throughputExceeded(String message) {
    return new ServiceError("ProvisionedThroughputExceededException", 400, message);
  }

  static ServiceError limitExceeded(String message) {
    return new ServiceError("LimitExceededException", 400, message);
  }

  /** One constraint broken, phrased as the service phrases it. */
  static ServiceError constraint(String value, String member, String constraint) {
    return validation(
        "1 validation error detected: Value "
            + value
            + " at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }

  static ServiceError validation(String message) {
    return new ServiceError("ValidationException", 400, message);
  }

  static ServiceError serialization(String message) {
    return new ServiceError("SerializationException", 400, message);
  }

  static ServiceError unknownOperation(String message) {
    return new ServiceError("UnknownOperationException", 400, message);
  }

  static ServiceError tooLarge(String message) {
    return new ServiceError("RequestEntityTooLargeException", 413, message);
  }

  static ServiceError internal(String message) {
    return new ServiceError("InternalFailure", 500, message);
  }

  /** The same where an answer has begun, for which the service has another name. */
  static ServiceError internalInStream(String message) {
    return new ServiceError("InternalFailureException", 500, message);
  }
}
