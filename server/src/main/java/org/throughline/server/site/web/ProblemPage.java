package org.throughline.server.site.web;

/** What the page of a problem shows. */
public record ProblemPage(String code, int status, String title, String meaning, String kept, String next) {}
