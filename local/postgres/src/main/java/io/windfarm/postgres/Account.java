package io.windfarm.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs: it refuses to be root. Others run it as themselves. Root runs it without
 * root's rights in a user namespace ({@code unshare -U}), where its files stay root's; where the
 * system or a container does not allow that, as {@code nobody}, who is then given the folder.
 */
final class Account {
  /** Debian's and Red Hat's nobody. */
  private static final String NOBODY = "65534";

  private static final Account OURS = new Account(List.of(), false);
  private static final Account NAMESPACE = new Account(List.of("unshare", "-U"), false);
  private static final Account OF_NOBODY =
      new Account(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);

  private final List<String> prefix;
  private final boolean owns;

  private Account(List<String> prefix, boolean owns) {
    this.prefix = prefix;
    this.owns = owns;
  }

  /**
   * The account for this process' user.
   *
   * @throws PostgresException if that is root and there is no other to be had
   */
  static Account find() throws IOException, InterruptedException {
    return new UnixSystem().getUid() != 0 ? OURS : insteadOfRoot(List.of(NAMESPACE, OF_NOBODY));
  }

  /** The first that works. */
  static Account insteadOfRoot(List<Account> accounts) throws IOException, InterruptedException {
    for (Account account : accounts) {
      if (account.works()) {
        return account;
      }
    }
    throw new PostgresException(
        "PostgreSQL does not run as root, and here root can be nobody else (neither 'unshare -U' nor"
            + " setpriv works): run this as another user, or start a PostgreSQL yourself and give"
            + " its jdbc:postgresql:// URL.");
  }

  static Account nobody() {
    return OF_NOBODY;
  }

  /** {@code command} as this account runs it. */
  List<String> running(List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /**
   * Gives the account what it will read and write.
   *
   * @throws PostgresException if it can't get at {@code folder}
   */
  void takeOver(Path folder) throws IOException, InterruptedException {
    if (!owns) {
      return;
    }
    Command.run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()));
    if (Command.exitCode(running(List.of("test", "-w", folder.toString()))) != 0) {
      throw new PostgresException(
          "PostgreSQL does not run as root, and nobody can't get at "
              + folder
              + ": choose a folder below ones that others may enter (chmod o+x), such as in /var/tmp.");
    }
  }

  private boolean works() throws InterruptedException {
    try {
      return Command.exitCode(running(List.of("test", "-d", "/"))) == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }
}
