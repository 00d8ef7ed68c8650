package io.windfarm.local;

import java.util.concurrent.Callable;

/**
 * A command that another jar on the class path adds to {@code ./windfarm}: annotated as picocli
 * wants it, named in the jar's services. It returns the exit code.
 */
public interface Subcommand extends Callable<Integer> {}
