package org.throughline.server.frameworks.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.ItemUri;

/** A whole framework for paper: every statement in reading order, nothing that needs a click. */
@Controller
class PrintPages {
    private static final int DEEPEST_INDENT = 8;

    private final Frameworks frameworks;
    private final FrameworkAccess access;
    private final FrameworkFacts facts;

    PrintPages(Frameworks frameworks, FrameworkAccess access, FrameworkFacts facts) {
        this.frameworks = frameworks;
        this.access = access;
        this.facts = facts;
    }

    @GetMapping("/frameworks/{id}/print")
    ModelAndView print(@PathVariable UUID id) {
        Framework framework = access.require(id);
        List<FrameworkItem> items = frameworks.items(framework.id());
        Map<ItemUri, FrameworkItem> byUri = new HashMap<>();
        items.forEach(item -> byUri.put(item.uri(), item));
        return new ModelAndView(
                "frameworks/print",
                Map.of(
                        "page",
                        new PrintPage(
                                framework.title(),
                                "/frameworks/" + framework.id(),
                                framework.description(),
                                facts.of(framework),
                                items.stream().map(item -> row(item, byUri)).toList())));
    }

    private static PrintPage.Row row(FrameworkItem item, Map<ItemUri, FrameworkItem> byUri) {
        List<String> also = item.parents().stream()
                .skip(1)
                .map(byUri::get)
                .filter(parent -> parent != null)
                .map(parent -> parent.code() == null ? parent.statement() : parent.code())
                .toList();
        return new PrintPage.Row(
                item.depth() + 1,
                Math.min(item.depth() + 1, DEEPEST_INDENT),
                !item.leaf(),
                item.code(),
                item.statement(),
                item.language(),
                Stream.of(item.type(), item.level())
                        .filter(fact -> fact != null && !fact.isBlank())
                        .collect(Collectors.joining(" · ")),
                also);
    }
}
