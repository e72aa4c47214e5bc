package org.throughline.server.shared;

/**
 * A key that signed credentials which rest on this status list is believed no more: whatever rests on the list is to be looked at again, though no
 * bit has changed.
 *
 * @param statusListUrl the list by which records know the credentials
 */
public record SignatureDoubted(String statusListUrl) {}
