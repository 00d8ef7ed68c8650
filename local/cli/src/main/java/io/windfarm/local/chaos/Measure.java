package io.windfarm.local.chaos;

/**
 * Something that a scenario has timed, and whether it may be so. It counts for the table, not for
 * what became of the data: a machine may be slow.
 *
 * @param text with figure and unit, such as {@code 1 % poison costs 3 %}
 */
record Measure(String text, boolean inTime) {}
