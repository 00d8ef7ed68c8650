/**
 * Alerts: readings in event-time order → edges (the few readings at which something about a turbine
 * changes) → CEP patterns, one a rule → the life of an alert.
 */
package io.windfarm.alert;
