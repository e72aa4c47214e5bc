package org.throughline.server.talent.web;

import org.throughline.server.records.web.CredentialView;

/** The credential behind a point of somebody's score. */
public record ProofPage(CredentialView credential, String person, String need, String needHref, String matchHref) {}
