package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;

/** Counts what a form has no place for: one finding for each kind, with how often and one example. */
final class Losses {

    private final String code;
    private final String form;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> examples = new LinkedHashMap<>();

    Losses(String code, String form) {
        this.code = code;
        this.form = form;
    }

    void found(String kind, @Nullable Object value) {
        if (value == null || value instanceof List<?> list && list.isEmpty()) {
            return;
        }
        counts.merge(kind, 1, Integer::sum);
        String text = value.toString();
        examples.putIfAbsent(kind, text.length() > 60 ? text.substring(0, text.offsetByCodePoints(0, 50)) + "…" : text);
    }

    /** Extensions that are not of the form's own. */
    void extensions(String kind, Extensions extensions, String own) {
        extensions.values().keySet().stream()
                .filter(name -> own.isEmpty() || !name.startsWith(own))
                .forEach(name -> found(kind, name));
    }

    /** Definitions and rubrics, which no other form has, and extensions that are not of the form's own. */
    void ofPackage(CFPackage pkg, String own) {
        pkg.definitions().concepts().forEach(one -> found("CFConcepts", one.title()));
        pkg.definitions().subjects().forEach(one -> found("CFSubjects", one.title()));
        pkg.definitions().licenses().forEach(one -> found("CFLicenses (only their addresses stay)", one.title()));
        pkg.definitions().itemTypes().forEach(one -> found("CFItemTypes (only their titles stay)", one.title()));
        pkg.definitions().associationGroupings().forEach(one -> found("CFAssociationGroupings", one.title()));
        pkg.rubrics().forEach(one -> found("CFRubrics", one.title() == null ? one.uri() : one.title()));
        extensions("CFPackage.extensions", pkg.extensions(), own);
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        counts.forEach((kind, count) -> all.add(new Finding(
                Severity.WARNING,
                code,
                "",
                form + " has no place for " + kind + "; left out " + count + (count == 1 ? ": " : ", such as ")
                        + examples.get(kind) + ".")));
        return all;
    }
}
