package io.windfarm.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The JSON object of a request. Each accessor checks what it gives and refuses the request in the
 * service's words if the field is missing, of the wrong type or out of range.
 */
final class Request {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final Pattern SHARD_ID = Pattern.compile("shardId-\\d{12}");

  private final JsonNode body;

  Request(JsonNode body) {
    this.body = body;
  }

  boolean has(String field) {
    return body.hasNonNull(field);
  }

  JsonNode node(String field) {
    return body.get(field);
  }

  /** Text that must be there. */
  String text(String field) {
    String value = text(field, null);
    if (value == null) {
      throw missing(field);
    }
    return value;
  }

  String text(String field, String otherwise) {
    return text(body, field, otherwise);
  }

  static String text(JsonNode object, String field, String otherwise) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw ServiceError.serialization(field + " must be a string");
    }
    return value.textValue();
  }

  /** An object that must be there. */
  Request object(String field) {
    if (!has(field)) {
      throw missing(field);
    }
    if (!node(field).isObject()) {
      throw ServiceError.serialization(field + " must be an object");
    }
    return new Request(node(field));
  }

  /** A whole number that must be there. */
  int integer(String field, int least, int most) {
    if (!has(field)) {
      throw missing(field);
    }
    return integer(field, 0, least, most);
  }

  int integer(String field, int otherwise, int least, int most) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = node(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw ServiceError.serialization(field + " must be a whole number");
    }
    long number = value.longValue();
    if (number < least) {
      throw ServiceError.constraint(
          "'" + number + "'",
          member(field),
          "Member must have value greater than or equal to " + least);
    }
    if (number > most) {
      throw ServiceError.constraint(
          "'" + number + "'",
          member(field),
          "Member must have value less than or equal to " + most);
    }
    return (int) number;
  }

  /** A time in seconds since the epoch that must be there, as milliseconds. */
  long millis(String field) {
    if (!has(field)) {
      throw missing(field);
    }
    if (!node(field).isNumber()) {
      throw ServiceError.serialization(field + " must be a number of seconds since the epoch");
    }
    BigDecimal seconds = node(field).decimalValue();
    if (seconds.abs().compareTo(BigDecimal.valueOf(1_000_000_000_000L)) > 0) {
      throw ServiceError.serialization(field + " is not a time this service knows: " + seconds);
    }
    return seconds.movePointRight(3).longValue();
  }

  /** A hash key of 128 bits, or null if the field is not there. */
  static BigInteger hashKey(JsonNode object, String field) {
    String text = text(object, field, null);
    if (text == null) {
      return null;
    }
    if (!text.matches("0|[1-9]\\d{0,38}")) {
      throw ServiceError.constraint(
          text,
          member(field),
          "Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})");
    }
    BigInteger key = new BigInteger(text);
    if (key.compareTo(HashKeyRange.LARGEST) > 0) {
      throw ServiceError.invalidArgument(
          "Invalid "
              + field
              + ". "
              + field
              + " must be in the range: [0, 2^128-1]. Specified value was "
              + text);
    }
    return key;
  }

  BigInteger hashKey(String field) {
    text(field);
    return hashKey(body, field);
  }

  List<String> texts(String field) {
    if (!has(field) || !node(field).isArray()) {
      throw missing(field);
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : node(field)) {
      if (!value.isTextual()) {
        throw ServiceError.serialization(field + " must hold strings only");
      }
      values.add(value.textValue());
    }
    return values;
  }

  Map<String, String> textMap(String field) {
    if (!has(field) || !node(field).isObject()) {
      throw missing(field);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node(field).properties()) {
      if (!entry.getValue().isTextual()) {
        throw ServiceError.serialization(field + " must hold strings only");
      }
      values.put(entry.getKey(), entry.getValue().textValue());
    }
    return values;
  }

  /** The stream's name, by name or by ARN; refuses a request that gives neither. */
  String streamName() {
    String name = optionalStreamName();
    if (name == null) {
      throw ServiceError.invalidArgument("Either StreamName or StreamARN must be specified.");
    }
    return name;
  }

  /** The stream's name, by name or by ARN (of any account and region), or null. */
  String optionalStreamName() {
    String name = has("StreamName") ? name("StreamName") : null;
    String arn = text("StreamARN", null);
    if (arn == null) {
      return name;
    }
    String inArn = streamOf(arn);
    if (name != null && !name.equals(inArn)) {
      throw ServiceError.invalidArgument(
          "StreamName " + name + " and StreamARN " + arn + " do not name the same stream.");
    }
    return inArn;
  }

  /** The stream that an ARN of a stream or of one of its consumers names. */
  static String streamOf(String arn) {
    String[] parts = arn.split(":", 7);
    if (parts.length < 6
        || !parts[0].equals("arn")
        || !parts[2].equals("kinesis")
        || !parts[5].startsWith("stream/")) {
      throw ServiceError.constraint(
          arn,
          "streamARN",
          "Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
    }
    String rest = parts[5].substring("stream/".length());
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  /** A name of letters, digits, {@code _}, {@code .} and {@code -} that must be there. */
  String name(String field) {
    String name = text(field);
    if (!NAME.matcher(name).matches()) {
      throw name.isEmpty() || name.length() > 128
          ? ServiceError.constraint(
              "'" + name + "'",
              member(field),
              name.isEmpty()
                  ? "Member must have length greater than or equal to 1"
                  : "Member must have length less than or equal to 128")
          : ServiceError.constraint(
              "'" + name + "'",
              member(field),
              "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }
    return name;
  }

  /** The number in a shard id, or -1 for an id that no shard of this endpoint can have. */
  int shardNumber(String field) {
    String id = text(field);
    if (!SHARD_ID.matcher(id).matches()) {
      return -1;
    }
    long number = Long.parseLong(id.substring("shardId-".length()));
    return number > Integer.MAX_VALUE ? -1 : (int) number;
  }

  static ServiceError missing(String field) {
    return ServiceError.validation(
        "1 validation error detected: Value null at '"
            + member(field)
            + "' failed to satisfy constraint: Member must not be null");
  }

  static String member(String field) {
    return field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
  }
}
