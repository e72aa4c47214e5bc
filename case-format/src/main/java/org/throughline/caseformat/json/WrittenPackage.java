package org.throughline.caseformat.json;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** A package that was read, with the text of each of its items and associations in CASE 1.1: as it stands in the file where that is ours. */
public final class WrittenPackage {
    private final CFPackage pkg;
    private final @Nullable WrittenObjects objects;
    private final Map<UUID, Integer> items;
    private final Map<UUID, Integer> associations;

    private WrittenPackage(CFPackage pkg, @Nullable WrittenObjects objects) {
        this.pkg = pkg;
        this.objects = objects;
        this.items = objects == null ? Map.of() : numbers(pkg.items(), CFItem::identifier);
        this.associations = objects == null ? Map.of() : numbers(pkg.associations(), CFAssociation::identifier);
    }

    private static <T> Map<UUID, Integer> numbers(List<T> all, Function<T, UUID> identifier) {
        Map<UUID, Integer> numbers = HashMap.newHashMap(all.size());
        for (int n = 0; n < all.size(); n++) {
            numbers.put(identifier.apply(all.get(n)), n);
        }
        return numbers;
    }

    /** A package whose objects are written when somebody asks for their texts. */
    public static WrittenPackage of(CFPackage pkg) {
        return new WrittenPackage(pkg, null);
    }

    /** @param text where the package was read from, without mending anything */
    static WrittenPackage of(CFPackage pkg, byte[] text) {
        return new WrittenPackage(
                pkg,
                WrittenObjects.in(text)
                        .filter(objects -> objects.items().size() == pkg.items().size()
                                && objects.associations().size()
                                        == pkg.associations().size())
                        .orElse(null));
    }

    public CFPackage pkg() {
        return pkg;
    }

    /** The text of one of the package's items. */
    public String text(CFItem item) {
        @Nullable Integer number = items.get(item.identifier());
        return objects == null || number == null || !pkg.items().get(number).equals(item)
                ? text(CaseJsonWriter.write(CaseVersion.V1P1, out -> out.item(item, null)))
                : text(objects, objects.items(), number);
    }

    /** The text of one of the package's associations. */
    public String text(CFAssociation association) {
        @Nullable Integer number = associations.get(association.identifier());
        return objects == null
                        || number == null
                        || !pkg.associations().get(number).equals(association)
                ? text(CaseJsonWriter.write(CaseVersion.V1P1, out -> out.association(association, null)))
                : text(objects, objects.associations(), number);
    }

    private static String text(WrittenObjects objects, WrittenObjects.Places places, int number) {
        int start = places.start(number);
        return new String(objects.text(), start, places.end(number) - start, StandardCharsets.UTF_8);
    }

    private static String text(byte[] written) {
        return new String(written, StandardCharsets.UTF_8);
    }
}
