package io.windfarm.local;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which resources a policy may name. */
final class IamResource {
  /** Actions for which IAM knows no resource: they have to be allowed on {@code *}. */
  private static final Set<String> WITHOUT =
      Set.of(
          "athena:ListDataCatalogs",
          "athena:ListEngineVersions",
          "athena:ListWorkGroups",
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs");

  /** Log groups are listed, and interfaces in a VPC made, before anybody knows their names. */
  private static final Set<String> BEFORE_THERE_IS_A_NAME =
      Set.of(
          "logs:DescribeLogGroups",
          "ec2:CreateNetworkInterface",
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface");

  private static final Pattern OF_THE_ACCOUNT =
      Pattern.compile(
          "arn:aws:(logs|ec2):[a-z0-9-]+:\\d{12}:"
              + "(log-group:|(network-interface|security-group|subnet)/)\\*");

  /** Of S3 a bucket, and what is in it; of others a name, and at most what follows a name. */
  private static final Pattern NAMED =
      Pattern.compile(
          "arn:aws:s3:::[a-z0-9.-]+(/[^*]*\\*?)?"
              + "|arn:aws:logs:[a-z0-9-]+:\\d{12}:log-group:[^*:]+:\\*"
              + "|arn:aws:(?!s3:)[a-z]+:[a-z0-9-]+:\\d{12}:(catalog|[a-z]+/[^*/]+([/:][^*]*\\*?)?)");

  private IamResource() {}

  /** True unless a wildcard stands where a name should, and could. */
  static boolean isNamed(String arn, List<?> actions) {
    return NAMED.matcher(arn).matches()
        || WITHOUT.containsAll(actions)
        || (OF_THE_ACCOUNT.matcher(arn).matches() && BEFORE_THERE_IS_A_NAME.containsAll(actions));
  }
}
