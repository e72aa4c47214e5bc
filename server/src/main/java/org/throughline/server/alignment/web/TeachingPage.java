package org.throughline.server.alignment.web;

/** Whether an organization's decisions teach the suggestions of all its partnerships. */
public record TeachingPage(String organization, String profileHref, boolean allowed, String action) {}
