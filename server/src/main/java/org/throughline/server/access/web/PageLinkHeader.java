package org.throughline.server.access.web;

import java.util.ArrayList;
import java.util.List;
import org.throughline.server.shared.Page;

/** Where the other pages of a list are (RFC 8288). */
final class PageLinkHeader {
    private PageLinkHeader() {}

    /** @param before the address up to the parameters of the page, ending in {@code ?} or {@code &} */
    static String of(String before, Page<?> page) {
        List<String> links = new ArrayList<>();
        if (page.hasNext()) {
            links.add(link(before, page, page.offset() + (long) page.limit(), "next"));
        }
        if (page.offset() > 0) {
            links.add(link(before, page, Math.max(0, page.offset() - page.limit()), "prev"));
        }
        links.add(link(before, page, 0, "first"));
        links.add(link(before, page, page.total() == 0 ? 0 : (page.total() - 1) / page.limit() * page.limit(), "last"));
        return String.join(", ", links);
    }

    private static String link(String before, Page<?> page, long offset, String relation) {
        return "<%slimit=%d&offset=%d>; rel=\"%s\"".formatted(before, page.limit(), offset, relation);
    }
}
