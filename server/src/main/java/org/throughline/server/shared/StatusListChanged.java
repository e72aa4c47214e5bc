package org.throughline.server.shared;

/**
 * A status list that some issuer publishes has other bits than before: whoever keeps verification results that rest on it looks again.
 *
 * @param statusListUrl the list credential's URL, as it stands in {@code statusListCredential}
 */
public record StatusListChanged(String statusListUrl) {}
