package io.windfarm.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Outcome(int exitCode, String out, String err) {
  static Outcome of(String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Windfarm.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      commandLine.setOut(out);
      int exitCode = commandLine.execute(args);
      out.flush();
      return new Outcome(exitCode, bytes.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(before);
    }
  }
}
