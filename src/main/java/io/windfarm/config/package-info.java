/** Configuration: typed, immutable, validated once, all faults listed together. */
package io.windfarm.config;
