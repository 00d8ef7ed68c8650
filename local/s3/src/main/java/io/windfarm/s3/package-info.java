/** The S3 endpoint of the local stack. */
package io.windfarm.s3;
