/**
 * {@code ./windfarm report}: one HTML page about a lake. The questions are SQL files beside the
 * page's own files, in resources; their answers travel in the page as JSON, and the page draws
 * itself.
 */
package io.windfarm.local.report;
