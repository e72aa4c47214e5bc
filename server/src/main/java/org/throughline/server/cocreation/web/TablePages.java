package org.throughline.server.cocreation.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.DraftLimits;
import org.throughline.server.cocreation.DraftTable;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.EditOutcome;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.ToastView;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** A draft as a table, the equal of its tree: sorted, filtered, edited in its cells, and many statements changed as one act. */
@Controller
class TablePages {
    private static final int ROWS = 50;
    private static final int SHOWN = 200;

    private final WorkspaceAccess access;
    private final Drafts drafts;
    private final DraftTable table;
    private final Moves moves;
    private final DraftTabs tabs;

    TablePages(WorkspaceAccess access, Drafts drafts, DraftTable table, Moves moves, DraftTabs tabs) {
        this.access = access;
        this.drafts = drafts;
        this.table = table;
        this.moves = moves;
        this.tabs = tabs;
    }

    @GetMapping("/frameworks/{id}/table")
    ModelAndView page(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
        return shown(access.require(id), fields, null);
    }

    /** The same rows as CSV: all that match, in the table's order. */
    @GetMapping("/frameworks/{id}/table.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
        Seat seat = access.require(id);
        StringBuilder csv = new StringBuilder("\uFEFFdepth,code,statement,type,level,at hire,language,identifier\r\n");
        table.page(seat.framework(), filter(fields), order(fields), 0, DraftLimits.ITEMS)
                .items()
                .forEach(row -> csv.append(row.depth())
                        .append(',')
                        .append(cell(row.item().text().code()))
                        .append(',')
                        .append(cell(row.item().text().statement()))
                        .append(',')
                        .append(cell(row.item().text().type()))
                        .append(',')
                        .append(cell(row.item().text().level()))
                        .append(',')
                        .append(row.item().text().atHire() ? "yes" : "no")
                        .append(',')
                        .append(cell(row.item().text().language()))
                        .append(',')
                        .append(row.item().identifier())
                        .append("\r\n"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("draft.csv")
                                .build()
                                .toString())
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Text that a spreadsheet would take for a formula is led by an apostrophe. */
    private static String cell(@Nullable String text) {
        String said = text == null ? "" : text;
        String plain = !said.isEmpty() && "=+-@\t\r".indexOf(said.charAt(0)) >= 0 ? "'" + said : said;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }

    /** Keeps all cells of a page that were changed, as one act. */
    @PostMapping("/frameworks/{id}/table")
    ModelAndView keep(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        List<UUID> items = DraftForms.ids(fields, "row");
        Map<UUID, DraftItem> known = drafts.items(seat.framework(), items);
        List<DraftEdit> edits = new ArrayList<>();
        for (UUID item : items) {
            DraftItem now = known.get(item);
            if (now == null) {
                continue;
            }
            MultiValueMap<String, String> own = new LinkedMultiValueMap<>();
            for (String name : List.of("code", "statement", "type", "level", "seen")) {
                DraftForms.said(fields, name + "-" + item).ifPresent(value -> own.add(name, value));
            }
            own.add("atHireAsked", "yes");
            if (fields.containsKey("atHire-" + item)) {
                own.add("atHire", "yes");
            }
            DraftText text = DraftForms.text(own, now.text());
            if (!text.equals(now.text())) {
                edits.add(new DraftEdit.Reword(item, DraftForms.number(own, "seen"), text, false));
            }
        }
        return switch (drafts.apply(seat.framework(), edits, seat.id(), seat.organization(), null)) {
            case EditOutcome.Done done -> {
                toast(redirect, seat, done);
                yield new ModelAndView("redirect:" + address(seat.base() + "/table", fields, "edit", "offset"));
            }
            case EditOutcome.Stale stale ->
                shown(
                        seat,
                        fields,
                        "“%s” was changed by somebody else meanwhile; it says now: “%s”. Nothing was kept. Your text for it was: “%s”."
                                .formatted(
                                        EditPages.label(stale.now()),
                                        stale.now().text().statement(),
                                        stale.yours().statement()));
            case EditOutcome.Refused refused -> shown(seat, fields, refused.reason() + " Nothing was kept.");
        };
    }

    /** Shows what a change of many would do; with {@code sure}, does it. */
    @PostMapping("/frameworks/{id}/table/bulk")
    ModelAndView bulk(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        List<DraftItem> items = wanted(seat, fields);
        String what = DraftForms.said(fields, "change").orElse("");
        String value = DraftForms.said(fields, "value").orElse("").strip();
        List<DraftEdit> edits = edits(seat, items, what, value);
        boolean sure = fields.containsKey("sure")
                && DraftForms.number(fields, "seen") == seat.workspace().revision();
        if (!sure) {
            return preview(seat, fields, items, edits, what, value);
        }
        switch (drafts.apply(seat.framework(), edits, seat.id(), seat.organization(), null)) {
            case EditOutcome.Done done -> toast(redirect, seat, done);
            case EditOutcome.Refused refused -> throw new Problem(ProblemType.CONFLICT, refused.reason());
            case EditOutcome.Stale _ ->
                throw new Problem(ProblemType.CONFLICT, "Somebody changed one of them meanwhile.");
        }
        return new ModelAndView("redirect:" + address(seat.base() + "/table", fields));
    }

    private List<DraftItem> wanted(Seat seat, MultiValueMap<String, String> fields) {
        if (fields.containsKey("all")) {
            Page<DraftTable.Row> rows =
                    table.page(seat.framework(), filter(fields), order(fields), 0, DraftLimits.EDITS);
            if (rows.hasNext()) {
                throw new Problem(
                        ProblemType.BAD_INPUT,
                        "The filter shows %,d statements; up to %,d are changed at once. Nothing was changed. Filter by words, type or level, and change them part by part."
                                .formatted(rows.total(), DraftLimits.EDITS));
            }
            return rows.items().stream().map(DraftTable.Row::item).toList();
        }
        return List.copyOf(
                drafts.items(seat.framework(), DraftForms.ids(fields, "item")).values());
    }

    private List<DraftEdit> edits(Seat seat, List<DraftItem> items, String what, String value) {
        List<UUID> ids = items.stream().map(DraftItem::identifier).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        return switch (what) {
            case "retire" -> List.of(new DraftEdit.Retire(ids));
            case "under" -> {
                UUID parent = drafts.search(seat.framework(), value.isEmpty() ? "-" : value, 50).stream()
                        .filter(item -> value.equalsIgnoreCase(item.text().code()))
                        .findFirst()
                        .map(DraftItem::identifier)
                        .orElseThrow(() -> new Problem(
                                ProblemType.BAD_INPUT,
                                "No statement of this draft has the code “%s”.".formatted(value)));
                yield List.of(new DraftEdit.Move(ids, parent, moves.last(seat.framework(), parent)));
            }
            default ->
                items.stream()
                        .filter(item -> !changed(item.text(), what, value).equals(item.text()))
                        .<DraftEdit>map(item -> new DraftEdit.Reword(
                                item.identifier(), item.textRevision(), changed(item.text(), what, value), false))
                        .toList();
        };
    }

    private static DraftText changed(DraftText text, String what, String value) {
        String name = switch (what) {
            case "type", "level", "language", "educationLevel" -> what;
            case "atHire" -> "atHire";
            default -> throw new Problem(ProblemType.BAD_INPUT, "Choose what to change.");
        };
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        if (name.equals("atHire")) {
            fields.add("atHireAsked", "yes");
            if (value.equalsIgnoreCase("yes")) {
                fields.add("atHire", "yes");
            }
        } else {
            fields.add(name, value);
        }
        return DraftForms.text(fields, text);
    }

    private ModelAndView preview(
            Seat seat,
            MultiValueMap<String, String> fields,
            List<DraftItem> items,
            List<DraftEdit> edits,
            String what,
            String value) {
        List<BulkPage.Line> lines = new ArrayList<>();
        for (DraftItem item : items) {
            boolean shape = what.equals("retire") || what.equals("under");
            DraftText after = shape ? item.text() : changed(item.text(), what, value);
            if (shape || !after.equals(item.text())) {
                lines.add(new BulkPage.Line(
                        EditPages.label(item),
                        item.text().language(),
                        shape ? "" : said(item.text(), what),
                        shape ? (what.equals("retire") ? "retired" : "moved under " + value) : said(after, what)));
            }
        }
        List<BulkPage.Field> again = new ArrayList<>();
        for (String name : List.of("item", "all", "change", "value", "q", "type", "level", "only", "order")) {
            fields.getOrDefault(name, List.of()).forEach(one -> again.add(new BulkPage.Field(name, one)));
        }
        int same = items.size() - lines.size();
        return new ModelAndView(
                "cocreation/bulk",
                Map.of(
                        "page",
                        new BulkPage(
                                seat.workspace().title(),
                                seat.base(),
                                address(seat.base() + "/table", fields),
                                Numbers.count(lines.size(), "statement changes", "statements change")
                                        + (same > 0 ? "; " + Numbers.count(same) + " are so already." : "."),
                                again,
                                lines.stream().limit(SHOWN).toList(),
                                lines.size() > SHOWN
                                        ? Numbers.count(lines.size() - SHOWN) + " more are not listed here."
                                        : null,
                                seat.workspace().revision(),
                                edits.isEmpty())));
    }

    private static String said(DraftText text, String what) {
        String said = switch (what) {
            case "type" -> text.type();
            case "level" -> text.level();
            case "language" -> text.language();
            case "educationLevel" -> String.join(", ", text.educationLevel());
            default -> text.atHire() ? "must have at hire" : "may be acquired on the job";
        };
        return said == null || said.isEmpty() ? "nothing" : said;
    }

    private static void toast(RedirectAttributes redirect, Seat seat, EditOutcome.Done done) {
        redirect.addFlashAttribute(
                "toast",
                new ToastView(done.summary(), done.act() == 0 ? null : seat.base() + "/edit/undo/" + done.act()));
    }

    private static DraftTable.Filter filter(MultiValueMap<String, String> fields) {
        return new DraftTable.Filter(
                DraftForms.said(fields, "q").orElse(""),
                DraftForms.said(fields, "type").orElse(""),
                DraftForms.said(fields, "level").orElse(""),
                DraftForms.said(fields, "only").orElse(""));
    }

    private static String order(MultiValueMap<String, String> fields) {
        String wanted = DraftForms.said(fields, "order").orElse("place");
        return DraftTable.ORDERS.contains(wanted.startsWith("-") ? wanted.substring(1) : wanted) ? wanted : "place";
    }

    private ModelAndView shown(Seat seat, MultiValueMap<String, String> fields, @Nullable String refused) {
        DraftTable.Filter filter = filter(fields);
        String order = order(fields);
        int offset = (int) Math.clamp(DraftForms.number(fields, "offset"), 0, DraftLimits.ITEMS);
        Page<DraftTable.Row> page = table.page(seat.framework(), filter, order, offset, ROWS);
        boolean editing = seat.mayEdit() && fields.containsKey("edit");
        String here = seat.base() + "/table";
        List<TablePage.Column> columns = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("statement", "Statement");
        names.put("code", "Code");
        names.put("type", "Type");
        names.put("level", "Level");
        names.forEach((name, label) -> columns.add(column(here, fields, order, name, label)));
        columns.add(new TablePage.Column("At hire", null, null));
        columns.add(column(here, fields, order, "changed", "State"));
        long from = page.items().isEmpty() ? 0 : offset + 1L;
        return new ModelAndView(
                "cocreation/table",
                Map.of(
                        "page",
                        new TablePage(
                                seat.workspace().title(),
                                seat.base(),
                                tabs.shape(seat, "table"),
                                seat.mayEdit(),
                                editing,
                                filter.words(),
                                filter.type(),
                                filter.level(),
                                filter.only(),
                                order,
                                "",
                                options(table.values(seat.framework(), false), "Every type"),
                                options(table.values(seat.framework(), true), "Every level"),
                                columns,
                                rows(seat, page),
                                new PageLinks(
                                        from,
                                        offset + (long) page.items().size(),
                                        page.total(),
                                        offset == 0
                                                ? null
                                                : with(
                                                        here,
                                                        fields,
                                                        "offset",
                                                        Integer.toString(Math.max(0, offset - ROWS))),
                                        page.hasNext()
                                                ? with(here, fields, "offset", Integer.toString(offset + ROWS))
                                                : null),
                                address(seat.base() + "/table.csv", fields),
                                editing ? address(here, fields, "offset") : with(here, fields, "edit", "yes"),
                                refused)));
    }

    private List<TablePage.Row> rows(Seat seat, Page<DraftTable.Row> page) {
        long base = drafts.baseRevision(seat.framework());
        return page.items().stream()
                .map(row -> {
                    DraftItem item = row.item();
                    String state = !item.standing()
                            ? "New"
                            : item.textRevision() > base ? "Changed" : item.placeRevision() > base ? "Moved" : "";
                    return new TablePage.Row(
                            item.identifier().toString(),
                            seat.base() + "/edit/items/" + item.identifier(),
                            row.depth(),
                            item.textRevision(),
                            item.text(),
                            state);
                })
                .toList();
    }

    private static TablePage.Column column(
            String here, MultiValueMap<String, String> fields, String order, String name, String label) {
        boolean up = order.equals(name);
        boolean down = order.equals("-" + name);
        return new TablePage.Column(
                label,
                with(here, fields, "order", up ? "-" + name : down ? "place" : name),
                up ? "ascending" : down ? "descending" : null);
    }

    private static List<Option> options(List<String> values, String all) {
        List<Option> options = new ArrayList<>();
        options.add(Option.of("", all));
        values.forEach(value -> options.add(Option.of(value, value)));
        return options;
    }

    private static String with(String path, MultiValueMap<String, String> fields, String name, String value) {
        MultiValueMap<String, String> more = new LinkedMultiValueMap<>();
        for (String kept : List.of("q", "type", "level", "only", "order", "edit", "offset")) {
            DraftForms.said(fields, kept).filter(said -> !said.isEmpty()).ifPresent(said -> more.set(kept, said));
        }
        more.set(name, value);
        if (name.equals("order")) {
            more.remove("offset");
        }
        return written(path, more);
    }

    private static String address(String path, MultiValueMap<String, String> fields, String... also) {
        MultiValueMap<String, String> kept = new LinkedMultiValueMap<>();
        List<String> names = new ArrayList<>(List.of("q", "type", "level", "only", "order"));
        names.addAll(List.of(also));
        for (String name : names) {
            Optional<String> said = DraftForms.said(fields, name).filter(text -> !text.isEmpty());
            said.ifPresent(text -> kept.set(name, text));
        }
        return written(path, kept);
    }

    private static String written(String path, MultiValueMap<String, String> fields) {
        UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, said) -> {
            builder.queryParam(name, "{" + name + "}");
            values.put(name, said.getFirst());
        });
        return builder.encode().buildAndExpand(values).toUriString();
    }
}
