/** What was made of bytes before, for bytes that come again and again. */
package io.windfarm.pool;
