package org.throughline.credentials.check;

import java.util.List;

/** The catalogue, in the order in which the checks are made and reported. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new FormatCheck(),
            new StructureCheck(),
            new ContextCheck(),
            new IssuerCheck(),
            new ValidityCheck(),
            new ClaimsCheck(),
            new SignatureCheck(),
            new SignerCheck(),
            new RefreshCheck(),
            new StatusCheck(),
            new SchemaCheck(),
            new PresentationCheck(),
            new RecipientCheck(),
            new EndorsementsCheck(),
            new AlignmentCheck(),
            new SubjectCheck(),
            new AssociationsCheck(),
            new ChildrenCheck());

    private Checks() {}

    /** The checks of an Open Badge 2.0, whose proof is its home or a signed token: nothing of it is in JSON-LD's safe mode. */
    private static final List<Check> OPEN_BADGE_2 = List.of(
            new FormatCheck(),
            new AssertionStructureCheck(),
            new ValidityCheck(),
            new AssertionSignatureCheck(),
            new AssertionIssuerCheck(),
            new AssertionSignerCheck(),
            new AssertionStatusCheck(),
            new PresentationCheck(),
            new RecipientCheck(),
            new AlignmentCheck());

    /** The checks that a document of this type is asked. */
    public static List<Check> of(DocumentType type) {
        return switch (type) {
            case OTHER, ENVELOPED -> List.of(new FormatCheck());
            case OPEN_BADGE_2 -> OPEN_BADGE_2;
            default -> ALL;
        };
    }

    /** All checks. */
    public static List<Check> all() {
        return ALL;
    }
}
