package org.throughline.server.partnerships.web;

import org.throughline.server.face.TabsView;

/** What stands above every page of a partnership. */
public record PartnershipHead(String name, String lede, String base, TabsView tabs) {}
