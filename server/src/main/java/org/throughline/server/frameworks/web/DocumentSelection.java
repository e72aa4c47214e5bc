package org.throughline.server.frameworks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseAnswer;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.web.CaseFailure.Code;
import org.throughline.server.frameworks.web.CaseFields.Type;
import org.throughline.server.shared.PublicAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What getAllCFDocuments was asked for: a page of documents, picked by a filter, in an order, with all or some of their properties (CASE 1.1,
 * REST binding). An unknown filter field is refused; an unknown sort field or an unknown name in {@code fields} is passed over, and the answer says
 * so in the header {@value #STATUS_HEADER}, because a body of documents has no place for it.
 */
sealed interface DocumentSelection {
    String STATUS_HEADER = "imsx_StatusInfo";
    int USUAL_PER_PAGE = 100;
    int MOST_PER_PAGE = 1000;
    JsonMapper MAPPER = JsonMapper.builder().build();

    record Refused(CaseFailure failure) implements DocumentSelection {}

    /** What is sent, and further headers. */
    record Answer(CaseAnswer answer, Map<String, String> headers) {}

    /**
     * A page that can be answered.
     *
     * @param sort the field to order by; null for the usual order, by identifier
     * @param fields the properties wanted; empty for all
     * @param remark what was passed over, or null
     */
    record Wanted(
            CaseVersion version,
            int limit,
            int offset,
            @Nullable String sort,
            boolean descending,
            @Nullable DocumentFilter filter,
            Set<String> fields,
            @Nullable Code remark,
            Map<String, String[]> parameters)
            implements DocumentSelection {

        Answer answer(CaseLibrary library, PublicAddress address) {
            List<UUID> all = filter == null && sort == null ? library.documents() : picked(library);
            int from = Math.min(offset, all.size());
            List<UUID> page = all.subList(from, (int) Math.min((long) from + limit, all.size()));
            CaseAnswer found = library.documents(page, version);
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("X-Total-Count", Integer.toString(all.size()));
            headers.put(HttpHeaders.LINK, links(address, all.size()));
            if (remark != null) {
                headers.put(STATUS_HEADER, MAPPER.writeValueAsString(CaseFailure.warning(remark, version)));
            }
            return new Answer(fields.isEmpty() ? found : found.as(chosen(found.json())), headers);
        }

        private record Candidate(UUID identifier, JsonNode document) {}

        private List<UUID> picked(CaseLibrary library) {
            List<Candidate> candidates = new ArrayList<>();
            library.documentTexts().forEach((identifier, text) -> {
                JsonNode document = MAPPER.readTree(text);
                if (filter == null || filter.takes(document)) {
                    candidates.add(new Candidate(identifier, document));
                }
            });
            if (sort != null) {
                candidates.sort(order(sort));
            }
            return candidates.stream().map(Candidate::identifier).toList();
        }

        /** What lacks the field comes last either way, and what is equal stands by identifier. */
        private Comparator<Candidate> order(String field) {
            Comparator<String> texts = isDate(field)
                    ? Comparator.comparing(text -> DocumentFilter.moment(text).orElse(Instant.MIN))
                    : Comparator.comparing(DocumentFilter::folded);
            return Comparator.comparing(
                            (Candidate candidate) -> DocumentFilter.values(candidate.document(), field).stream()
                                    .findFirst()
                                    .orElse(null),
                            Comparator.nullsLast(descending ? texts.reversed() : texts))
                    .thenComparing(Candidate::identifier);
        }

        private boolean isDate(String field) {
            return CaseFields.ofDocuments(field, version)
                    .filter(type -> type == Type.DATE || type == Type.DATE_TIME)
                    .isPresent();
        }

        private byte[] chosen(byte[] body) {
            JsonNode set = MAPPER.readTree(body);
            set.path("CFDocuments").forEach(document -> ((ObjectNode) document).retain(fields));
            return MAPPER.writeValueAsBytes(set);
        }

        /** RFC 8288: where the next, the previous, the first and the last page are, with all that was asked for. */
        private String links(PublicAddress address, long total) {
            List<String> links = new ArrayList<>();
            if ((long) offset + limit < total) {
                links.add(link(address, (long) offset + limit, "next"));
            }
            if (offset > 0) {
                links.add(link(address, Math.max(0, offset - limit), "prev"));
            }
            links.add(link(address, 0, "first"));
            links.add(link(address, total == 0 ? 0 : (total - 1) / limit * limit, "last"));
            return String.join(", ", links);
        }

        private String link(PublicAddress address, long at, String relation) {
            StringBuilder query = new StringBuilder("?limit=" + limit + "&offset=" + at);
            parameters.forEach((name, values) -> {
                if (!name.equals("limit") && !name.equals("offset")) {
                    for (String value : values) {
                        query.append('&').append(encoded(name)).append('=').append(encoded(value));
                    }
                }
            });
            String url = address.url("/ims/case/" + version.pathSegment() + "/CFDocuments" + query);
            return "<%s>; rel=\"%s\"".formatted(url, relation);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    static DocumentSelection read(HttpServletRequest request, CaseVersion version) {
        Optional<Integer> limit =
                number(request.getParameter("limit"), USUAL_PER_PAGE).filter(n -> n >= 1);
        Optional<Integer> offset = number(request.getParameter("offset"), 0);
        if (limit.isEmpty() || offset.isEmpty()) {
            return refused("limit is a whole number from 1, offset a whole number from 0.");
        }
        String orderBy = request.getParameter("orderBy");
        if (orderBy != null && !orderBy.equalsIgnoreCase("asc") && !orderBy.equalsIgnoreCase("desc")) {
            return refused("orderBy is asc or desc.");
        }
        Code remark = null;
        String sort = request.getParameter("sort");
        if (sort != null && CaseFields.ofDocuments(sort, version).isEmpty()) {
            remark = Code.INVALID_SORT_FIELD;
            sort = null;
        }
        DocumentFilter filter = null;
        String written = request.getParameter("filter");
        if (written != null) {
            try {
                filter = DocumentFilter.parse(written, version);
            } catch (DocumentFilter.Unusable e) {
                return refused(String.valueOf(e.getMessage()));
            }
        }
        Set<String> fields = new HashSet<>();
        String[] named = request.getParameterValues("fields");
        if (named != null) {
            for (String name : named(named)) {
                if (name.isBlank()) {
                    return refused("fields names at least one property.");
                }
                fields.add(name);
            }
            Set<String> known = new HashSet<>();
            CaseFields.in(CaseFields.DOCUMENT, version).forEach(field -> known.add(field.name()));
            if (!known.containsAll(fields)) {
                remark = Code.INVALID_SELECTION_FIELD;
                fields.clear();
            }
        }
        return new Wanted(
                version,
                Math.min(limit.get(), MOST_PER_PAGE),
                offset.get(),
                sort,
                "desc".equalsIgnoreCase(orderBy),
                filter,
                Set.copyOf(fields),
                remark,
                request.getParameterMap());
    }

    /** Names may be divided by commas, given in several parameters, or both. */
    private static List<String> named(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static Refused refused(String reason) {
        return new Refused(CaseFailure.invalidSelection(reason));
    }

    /** A number from 0, or empty for anything else. */
    private static Optional<Integer> number(@Nullable String text, int usual) {
        if (text == null) {
            return Optional.of(usual);
        }
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
