package io.windfarm.producers;

import java.util.Optional;

/**
 * What there is for a time without the stream.
 *
 * @param spooler keeps records on disk
 * @param kafka takes what is kept, if there is one
 * @param keepsPace whether measuring never waits for the stream; otherwise it does while the stream
 *     takes records, as there is no clock to keep up with
 */
record Fallback(
    Spool spool,
    Spooler spooler,
    Optional<KafkaTopic> kafka,
    Bulletin bulletin,
    boolean keepsPace) {}
