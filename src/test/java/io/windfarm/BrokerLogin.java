package io.windfarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A broker's certificate, made by {@code keytool} for 127.0.0.1, and the one user it knows. */
final class BrokerLogin {
  static final String USER = "windfarm";

  private static final String STORE = "broker.p12";

  private final String password;
  private Path directory;

  /** Of the user and of both stores. */
  BrokerLogin(String password) {
    this.password = password;
  }

  String scramArgument() {
    return "SCRAM-SHA-512=[name=" + USER + ",password=" + password + "]";
  }

  /** Makes the stores and says how a broker uses them. */
  Map<String, String> listener(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    Path store = directory.resolve(STORE);
    Path certificate = directory.resolve("broker.pem");
    keytool(
        "-genkeypair",
        "-keystore",
        store.toString(),
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-validity",
        "2");
    keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-file", certificate.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-keystore",
        truststore().toString(),
        "-file",
        certificate.toString());
    return Map.of(
        "sasl.enabled.mechanisms",
        "SCRAM-SHA-512",
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        store.toString(),
        "ssl.keystore.password",
        password);
  }

  /** What clients trust. */
  Path truststore() {
    return directory.resolve("truststore.p12");
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    Path output = directory.resolve("keytool.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", password));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + Files.readString(output));
    }
  }
}
