package org.throughline.server.organizations.web;

import org.throughline.server.face.PageLinks;
import org.throughline.server.face.TableView;

/** What was done on behalf of an organization. */
public record LogPage(String slug, String organization, TableView table, PageLinks links) {}
