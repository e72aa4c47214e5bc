package org.throughline.server.audit;

/**
 * The database is older than what was signed: it was restored. Told before anything else happens, in one transaction; who hands out things
 * that must never be handed out twice begins a new series.
 *
 * @param size how many acts the log has now
 * @param signed how many it had when its last known checkpoint was signed; what lies between is lost
 */
public record DatabaseWentBack(long size, long signed) {}
