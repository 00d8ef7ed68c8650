package io.windfarm.local;

import java.util.Set;
import java.util.regex.Pattern;

/** Which resources a policy may name. */
final class IamResource {
  /** Actions for which IAM knows no resource: they have to be allowed on {@code *}. */
  static final Set<String> WITHOUT =
      Set.of("athena:ListDataCatalogs", "athena:ListEngineVersions", "athena:ListWorkGroups");

  /** Of S3 a bucket, and what is in it; of others a name, and at most what follows a name. */
  private static final Pattern NAMED =
      Pattern.compile(
          "arn:aws:s3:::[a-z0-9.-]+(/[^*]*\\*?)?"
              + "|arn:aws:(?!s3:)[a-z]+:[a-z0-9-]+:\\d{12}:(catalog|[a-z]+/[^*/]+([/:][^*]*\\*?)?)");

  private IamResource() {}

  /** True unless a wildcard stands where a name should. */
  static boolean isNamed(String arn) {
    return NAMED.matcher(arn).matches();
  }
}
