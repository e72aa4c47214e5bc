package org.throughline.caseformat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.caseformat.check.PackageCheck;
import org.throughline.caseformat.json.CaseJsonReader;
import org.throughline.caseformat.json.PackageInFile;
import org.throughline.caseformat.json.ReadPackage;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.CFPackage;

/**
 * Reads CASE 1.0 and 1.1 packages as any system writes them: lenient in what it takes, exact in what it hands on, and open about
 * every difference. The same bytes always give the same package, identifiers included.
 *
 * <p>Repaired with a finding: links to the own document or package inside a package, wrapped objects, numbers as texts, missing
 * definitions, invalid identifiers (the original stays in the extension {@code throughline:originalIdentifier}), exact duplicates,
 * two objects under one identifier, ends that lead outside (kept, and named as external in their {@code targetType}), items that hang
 * nowhere (an {@code isChildOf} association to the document is added), names from before the standard, points in time and languages in
 * other spellings, types of associations in other words or from the other end, Unicode that is not UTF-8, properties that CASE does not
 * know (kept among the {@code extensions}; left out with a warning where the object has none, and those of linked data). Refused: what is no whole JSON document or no CASE package, a
 * property that stands twice in one object, items that stand under themselves, and anything beyond the limits below; in JSON also 64
 * levels, texts of a million characters, numbers of 100, names of 1,000, 10,000 properties or 2 MiB in one object, and 100,000 definitions
 * or rubrics of a kind.
 *
 * <p>What was read is in order for good: written and read again, it is the same package without a finding. A file is read within about
 * three times its size, beside its bytes: its objects become trees one at a time.
 */
public final class CaseReader {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    /** The most items that one package may have. */
    public static final int MAX_ITEMS = 100_000;

    /** The most associations that one package may have. */
    public static final int MAX_ASSOCIATIONS = 400_000;

    /** A pointer inside a message. */
    private static final Pattern POINTED = Pattern.compile("(?<= )/(?=CF|ls)");

    private final CaseJsonReader reader = new CaseJsonReader(MAX_BYTES, MAX_ITEMS, MAX_ASSOCIATIONS);

    /**
     * Reads one package.
     *
     * @param json the whole file
     * @param sourceName the file's name or address, for a document that names itself nowhere
     */
    public ReadOutcome read(byte[] json, String sourceName) {
        Findings findings = new Findings();
        if (json.length > MAX_BYTES) {
            findings.error(
                    "too-large", "", "Found " + json.length + " bytes; the limit is " + MAX_BYTES + " (64 MiB).");
            return new ReadOutcome.Refused(findings.all());
        }
        Optional<ReadPackage> read = reader.read(json, sourceName, findings);
        if (read.isEmpty() || findings.hasErrors()) {
            return new ReadOutcome.Refused(findings.all());
        }
        CFPackage pkg = new PackageCheck(
                        read.get().pkg(),
                        read.get().itemPointers(),
                        read.get().associationPointers(),
                        new RemarksAsWritten(findings, read.get().asWritten()))
                .repaired();
        return findings.hasErrors()
                ? new ReadOutcome.Refused(findings.all())
                : new ReadOutcome.Read(pkg, findings.all());
    }

    /**
     * Reads the packages of a file that is a list of several, perhaps in an object around it; findings point into the whole file.
     *
     * @return empty for any other file
     */
    public List<ReadOutcome> readSeveral(byte[] json, String sourceName) {
        List<PackageInFile> parts = json.length > MAX_BYTES ? List.of() : reader.several(json);
        return parts.size() < 2
                ? List.of()
                : parts.stream()
                        .map(part -> placed(part.pointer(), read(part.json(), sourceName)))
                        .toList();
    }

    private static ReadOutcome placed(String pointer, ReadOutcome outcome) {
        String before = Matcher.quoteReplacement(pointer + "/");
        List<Finding> placed = outcome.findings().stream()
                .map(one -> new Finding(
                        one.severity(),
                        one.code(),
                        pointer + one.pointer(),
                        POINTED.matcher(one.message()).replaceAll(before)))
                .toList();
        return switch (outcome) {
            case ReadOutcome.Read read -> new ReadOutcome.Read(read.pkg(), placed);
            case ReadOutcome.Refused refused -> new ReadOutcome.Refused(placed);
        };
    }

    /**
     * Reads a package, or a part of one such as one item in its document, that {@link CaseWriter} wrote in CASE 1.1. It is taken at its word,
     * which is several times as fast; where something departs from what is written here, objects are mended as ever. Nothing is said of ends
     * that lead outside, nothing is hung anywhere and no definition supplied.
     *
     * @param json the whole text
     * @param sourceName where it comes from, for a document that names itself nowhere
     */
    public ReadOutcome readPart(byte[] json, String sourceName) {
        Optional<CFPackage> written = reader.readWritten(json, sourceName);
        if (written.isPresent()) {
            return new ReadOutcome.Read(written.get(), List.of());
        }
        Findings findings = new Findings();
        Optional<ReadPackage> read = reader.read(json, sourceName, findings);
        return read.isEmpty() || findings.hasErrors()
                ? new ReadOutcome.Refused(findings.all())
                : new ReadOutcome.Read(read.get().pkg(), findings.all());
    }

    /**
     * Reads two packages that this library wrote in CASE 1.1, such as two versions of a framework: what says the same in both is read once and is
     * one object in both packages.
     *
     * @return both in their order; empty where one of them was written elsewhere, which {@link #readPart} reads
     */
    public Optional<List<CFPackage>> readWritten(byte[] one, byte[] other, String sourceName) {
        return reader.readWritten(one, other, sourceName);
    }

    /**
     * Reads a package that this library wrote in CASE 1.1, for whoever goes on with its objects' texts: they are not written again.
     *
     * @return empty where it was written elsewhere
     */
    public Optional<WrittenPackage> readWritten(byte[] json, String sourceName) {
        return reader.readWrittenTexts(json, sourceName);
    }

    /**
     * Reads one item as a server tells about it: a CFItem, a CFItem with its associations, or a whole package that has it.
     *
     * @param json the whole answer
     * @param address where it came from; of a package it tells which item is meant
     * @return empty where there is no such item in it
     */
    public Optional<ReadItem> readItem(byte[] json, String address) {
        Findings findings = new Findings();
        if (json.length > MAX_BYTES) {
            return Optional.empty();
        }
        Optional<ReadPackage> read = reader.readItem(json, address, findings);
        if (read.isEmpty() || findings.hasErrors()) {
            return Optional.empty();
        }
        CFPackage pkg = read.get().pkg();
        return pkg.items().stream()
                .filter(item -> pkg.items().size() == 1
                        || item.uri().equals(address)
                        || address.endsWith(item.identifier().toString()))
                .findFirst()
                .map(item ->
                        new ReadItem(item, pkg.associations(), pkg.document().title()));
    }
}
