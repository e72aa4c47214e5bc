package org.throughline.caseformat.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directed link between two nodes: origin, type, destination (CASE 1.1, class CFPckgAssociation). For
 * {@link AssociationType#IS_CHILD_OF} the origin is the child and the destination its parent, which is the document for top items.
 *
 * @param identifier the association's own identifier
 * @param uri where the association is told about
 * @param associationType what the origin is to the destination
 * @param originNodeURI the node it starts from
 * @param destinationNodeURI the node it points to, possibly in another framework
 * @param lastChangeDateTime the last change of this association
 * @param sequenceNumber the order among siblings
 * @param CFAssociationGroupingURI the grouping it belongs to
 * @param notes remarks, such as why an alignment was accepted (1.1)
 * @param extensions what the standard has no word for (1.1)
 */
@SuppressWarnings("MemberName") // the wire words are the standard's, letter for letter
public record CFAssociation(
        UUID identifier,
        String uri,
        AssociationType associationType,
        LinkGenURI originNodeURI,
        LinkGenURI destinationNodeURI,
        Instant lastChangeDateTime,
        @Nullable Integer sequenceNumber,
        @Nullable LinkURI CFAssociationGroupingURI,
        @Nullable String notes,
        Extensions extensions) {

    /** Starts with what the standard requires; everything else is absent until it is said. */
    public static Builder builder(
            UUID identifier,
            String uri,
            AssociationType associationType,
            LinkGenURI originNodeURI,
            LinkGenURI destinationNodeURI,
            Instant lastChangeDateTime) {
        return new Builder(identifier, uri, associationType, originNodeURI, destinationNodeURI, lastChangeDateTime);
    }

    /** The same object, ready to be changed in some of its properties. */
    public Builder toBuilder() {
        return new Builder(identifier, uri, associationType, originNodeURI, destinationNodeURI, lastChangeDateTime)
                .sequenceNumber(sequenceNumber)
                .CFAssociationGroupingURI(CFAssociationGroupingURI)
                .notes(notes)
                .extensions(extensions);
    }

    /** Collects the properties of one CFAssociation. */
    @SuppressWarnings("MemberName")
    public static final class Builder {
        private UUID identifier;
        private String uri;
        private AssociationType associationType;
        private LinkGenURI originNodeURI;
        private LinkGenURI destinationNodeURI;
        private Instant lastChangeDateTime;
        private @Nullable Integer sequenceNumber;
        private @Nullable LinkURI CFAssociationGroupingURI;
        private @Nullable String notes;
        private Extensions extensions = Extensions.NONE;

        private Builder(
                UUID identifier,
                String uri,
                AssociationType associationType,
                LinkGenURI originNodeURI,
                LinkGenURI destinationNodeURI,
                Instant lastChangeDateTime) {
            this.identifier = identifier;
            this.uri = uri;
            this.associationType = associationType;
            this.originNodeURI = originNodeURI;
            this.destinationNodeURI = destinationNodeURI;
            this.lastChangeDateTime = lastChangeDateTime;
        }

        public Builder identifier(UUID identifier) {
            this.identifier = identifier;
            return this;
        }

        public Builder uri(String uri) {
            this.uri = uri;
            return this;
        }

        public Builder associationType(AssociationType associationType) {
            this.associationType = associationType;
            return this;
        }

        public Builder originNodeURI(LinkGenURI originNodeURI) {
            this.originNodeURI = originNodeURI;
            return this;
        }

        public Builder destinationNodeURI(LinkGenURI destinationNodeURI) {
            this.destinationNodeURI = destinationNodeURI;
            return this;
        }

        public Builder lastChangeDateTime(Instant lastChangeDateTime) {
            this.lastChangeDateTime = lastChangeDateTime;
            return this;
        }

        public Builder sequenceNumber(@Nullable Integer sequenceNumber) {
            this.sequenceNumber = sequenceNumber;
            return this;
        }

        public Builder CFAssociationGroupingURI(@Nullable LinkURI CFAssociationGroupingURI) {
            this.CFAssociationGroupingURI = CFAssociationGroupingURI;
            return this;
        }

        public Builder notes(@Nullable String notes) {
            this.notes = notes;
            return this;
        }

        public Builder extensions(Extensions extensions) {
            this.extensions = extensions;
            return this;
        }

        public CFAssociation build() {
            return new CFAssociation(
                    identifier,
                    uri,
                    associationType,
                    originNodeURI,
                    destinationNodeURI,
                    lastChangeDateTime,
                    sequenceNumber,
                    CFAssociationGroupingURI,
                    notes,
                    extensions);
        }
    }
}
