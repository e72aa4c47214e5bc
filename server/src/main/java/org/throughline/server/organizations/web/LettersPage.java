package org.throughline.server.organizations.web;

import org.throughline.server.face.TableView;

/**
 * What became of letters.
 *
 * @param carried whether an SMTP server was named
 * @param kept whether letters stay here on purpose, as in the demo
 */
public record LettersPage(TableView table, boolean carried, boolean kept, int waiting, int failed) {}
