package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;

/** The framework as it stands before a sheet updates it, asked by code, by place and by link; empty where there is none. */
final class Standing {

    private final @Nullable CFPackage pkg;
    private final Map<UUID, CFItem> items = new HashMap<>();
    private final Map<String, CFItem> byCode = new HashMap<>();
    private final Set<String> sharedCodes = new HashSet<>();
    private final Map<String, List<CFItem>> byPlace = new HashMap<>();
    private final Map<String, CFItem> byOriginal = new HashMap<>();
    private final Map<String, CFAssociation> byEnds = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();

    Standing(@Nullable CFPackage pkg) {
        this.pkg = pkg;
        if (pkg == null) {
            return;
        }
        for (CFItem item : pkg.items()) {
            items.put(item.identifier(), item);
            item.extensions()
                    .text(ItemsOfRows.ORIGINAL_IDENTIFIER)
                    .ifPresent(original -> byOriginal.putIfAbsent(original, item));
            if (item.humanCodingScheme() != null && byCode.putIfAbsent(item.humanCodingScheme(), item) != null) {
                sharedCodes.add(item.humanCodingScheme());
            }
        }
        for (CFAssociation association : pkg.associations()) {
            byEnds.putIfAbsent(ends(association), association);
            if (association.associationType() == AssociationType.IS_CHILD_OF) {
                parents.computeIfAbsent(association.originNodeURI().identifier(), any -> new LinkedHashSet<>())
                        .add(association.destinationNodeURI().identifier());
                CaseIds.parse(association.originNodeURI().identifier())
                        .map(items::get)
                        .ifPresent(child -> byPlace.computeIfAbsent(
                                        place(association.destinationNodeURI().identifier(), child.fullStatement()),
                                        any -> new ArrayList<>(1))
                                .add(child));
            }
        }
    }

    static String ends(CFAssociation association) {
        return ends(
                association.associationType(),
                association.originNodeURI().identifier(),
                association.destinationNodeURI().identifier());
    }

    static String ends(AssociationType type, String origin, String destination) {
        return type.wire() + "\n" + origin + "\n" + destination;
    }

    private static String place(String parent, String statement) {
        return parent + "\n" + statement.strip();
    }

    @Nullable
    CFPackage pkg() {
        return pkg;
    }

    Optional<CFItem> item(UUID identifier) {
        return Optional.ofNullable(items.get(identifier));
    }

    /** The item that came with this identifier, which CASE does not accept. */
    Optional<CFItem> byOriginal(String identifier) {
        return Optional.ofNullable(byOriginal.get(identifier));
    }

    /** The only item with this code. */
    Optional<CFItem> byCode(String code) {
        return sharedCodes.contains(code) ? Optional.empty() : Optional.ofNullable(byCode.get(code));
    }

    /** The items with this statement right under this parent. */
    List<CFItem> under(UUID parent, String statement) {
        return byPlace.getOrDefault(place(parent.toString(), statement), List.of());
    }

    Optional<CFAssociation> association(AssociationType type, String origin, String destination) {
        return Optional.ofNullable(byEnds.get(ends(type, origin, destination)));
    }

    /** What this item stands under, by identifier, nearest to the beginning of the package first. */
    Set<String> parents(UUID child) {
        return parents.getOrDefault(child.toString(), Set.of());
    }

    List<CFAssociation> associations() {
        return pkg == null ? List.of() : pkg.associations();
    }

    List<CFItem> items() {
        return pkg == null ? List.of() : pkg.items();
    }
}
