/**
 * How keyed operators write what they keep of a turbine: compact, each name once, and so that a
 * later version can add to it.
 */
package io.windfarm.state;
