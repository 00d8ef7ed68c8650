/** What a fleet needs and costs, reckoned from rates, limits, measurements and prices. */
package io.windfarm.local.plan;
