package org.throughline.credentials.json;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.IssuerStanding;
import org.throughline.credentials.check.Refreshed;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.tree.JsonText;

/** Writes a report for machines, on one line. */
public final class ReportJson {

    private ReportJson() {}

    /**
     * The report as {@code {"file","verdict","format","checks":[{"id","outcome","message","pointer","spec"}],"warnings",
     * "children"}}; the children are reports without {@code file}, and so are the {@code "endorsements"} where there are some. Where registries
     * were asked for the issuer, {@code "registries":[{"registry","standing","message","name","since","until","homePage"}]} has their answers, without what a
     * registry does not tell. When all of it is about
     * a newer document than the one that was given, {@code "refreshed":{"from","sha256","given"}} says where that stands, which bytes it has, and
     * what came of the one that was given, as a report without {@code file}.
     */
    public static String write(VerificationReport report, String file) {
        StringBuilder out = new StringBuilder("{\"file\":");
        JsonText.quote(file, out);
        out.append(',');
        body(report, out);
        return out.append('}').toString();
    }

    private static void body(VerificationReport report, StringBuilder out) {
        property("verdict", report.verdict().name(), out);
        out.append(',');
        property("format", report.format(), out);
        out.append(",\"checks\":");
        list(report.checks(), ReportJson::check, out);
        out.append(",\"warnings\":");
        list(report.warnings(), JsonText::quote, out);
        out.append(",\"children\":");
        list(report.children(), ReportJson::nested, out);
        if (!report.endorsements().isEmpty()) {
            out.append(",\"endorsements\":");
            list(report.endorsements(), ReportJson::nested, out);
        }
        if (!report.registries().isEmpty()) {
            out.append(",\"registries\":");
            list(report.registries(), ReportJson::standing, out);
        }
        if (report.refreshed() != null) {
            refreshed(report.refreshed(), out);
        }
    }

    private static void refreshed(Refreshed refreshed, StringBuilder out) {
        out.append(",\"refreshed\":{");
        property("from", refreshed.address(), out);
        out.append(',');
        property("sha256", refreshed.document().sha256(), out);
        out.append(",\"given\":");
        nested(refreshed.given(), out);
        out.append('}');
    }

    private static void nested(VerificationReport report, StringBuilder out) {
        out.append('{');
        body(report, out);
        out.append('}');
    }

    private static void check(CheckResult check, StringBuilder out) {
        out.append('{');
        property("id", check.id(), out);
        out.append(',');
        property("outcome", check.outcome().word(), out);
        out.append(',');
        property("message", check.message(), out);
        out.append(',');
        property("pointer", check.pointer(), out);
        out.append(',');
        property("spec", check.spec(), out);
        out.append('}');
    }

    private static void standing(IssuerStanding standing, StringBuilder out) {
        out.append('{');
        property("registry", standing.registry(), out);
        out.append(',');
        property("standing", standing.standing().word(), out);
        out.append(',');
        property("message", standing.message(), out);
        told("name", standing.name(), out);
        told("since", standing.since(), out);
        told("until", standing.until(), out);
        told("homePage", standing.homePage(), out);
        out.append('}');
    }

    private static void told(String key, @Nullable Object value, StringBuilder out) {
        if (value != null) {
            out.append(',');
            property(key, value.toString(), out);
        }
    }

    private static void property(String key, String value, StringBuilder out) {
        JsonText.quote(key, out);
        out.append(':');
        JsonText.quote(value, out);
    }

    private static <T> void list(List<T> values, BiConsumer<T, StringBuilder> write, StringBuilder out) {
        String separator = "[";
        for (T value : values) {
            out.append(separator);
            write.accept(value, out);
            separator = ",";
        }
        out.append(values.isEmpty() ? "[]" : "]");
    }
}
