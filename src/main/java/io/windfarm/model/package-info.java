/**
 * What travels between operators and what lives in state: public fields, primitives, strings and
 * enums, times in epoch milliseconds. Every class here is a Flink POJO, so its state survives an
 * added field; none is changed after it was handed on, because objects are reused and shared.
 */
package io.windfarm.model;
