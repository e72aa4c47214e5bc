package org.throughline.caseformat.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a framework: a competency, or a heading that groups competencies (CASE 1.1, class CFPckgItem).
 *
 * @param identifier the item's identifier, which never changes once published
 * @param uri where the item is told about; credentials cite exactly this text
 * @param fullStatement the statement; Markdown and LaTeX allowed
 * @param lastChangeDateTime the last change of this item
 * @param alternativeLabel another word for "competency" that the publisher prefers
 * @param CFItemType the class of the statement in words, such as {@code Skill}
 * @param CFItemTypeURI the same class as a link to its definition
 * @param humanCodingScheme the code people use, such as {@code EPT.1.2.3}
 * @param listEnumeration the item's mark in a list; {@code sequenceNumber} of the association is preferred for order
 * @param abbreviatedStatement a short form of the statement
 * @param conceptKeywords free keywords
 * @param conceptKeywordsURI a concept of a controlled vocabulary
 * @param notes remarks on the statement
 * @param subject topics in words (1.1)
 * @param subjectURI topics as links (1.1)
 * @param language language of the texts
 * @param educationLevel levels, usually CEDS codes
 * @param licenseURI the licence of this item
 * @param statusStartDate first day on which the item holds
 * @param statusEndDate last day on which the item holds
 * @param extensions what the standard has no word for (1.1)
 */
@SuppressWarnings("MemberName") // the wire words are the standard's, letter for letter
public record CFItem(
        UUID identifier,
        String uri,
        String fullStatement,
        Instant lastChangeDateTime,
        @Nullable String alternativeLabel,
        @Nullable String CFItemType,
        @Nullable LinkURI CFItemTypeURI,
        @Nullable String humanCodingScheme,
        @Nullable String listEnumeration,
        @Nullable String abbreviatedStatement,
        List<String> conceptKeywords,
        @Nullable LinkURI conceptKeywordsURI,
        @Nullable String notes,
        List<String> subject,
        List<LinkURI> subjectURI,
        @Nullable String language,
        List<String> educationLevel,
        @Nullable LinkURI licenseURI,
        @Nullable LocalDate statusStartDate,
        @Nullable LocalDate statusEndDate,
        Extensions extensions) {

    public CFItem {
        conceptKeywords = List.copyOf(conceptKeywords);
        subject = List.copyOf(subject);
        subjectURI = List.copyOf(subjectURI);
        educationLevel = List.copyOf(educationLevel);
    }

    /** Starts with what the standard requires; everything else is absent until it is said. */
    public static Builder builder(UUID identifier, String uri, String fullStatement, Instant lastChangeDateTime) {
        return new Builder(identifier, uri, fullStatement, lastChangeDateTime);
    }

    /** The same object, ready to be changed in some of its properties. */
    public Builder toBuilder() {
        return new Builder(identifier, uri, fullStatement, lastChangeDateTime)
                .alternativeLabel(alternativeLabel)
                .CFItemType(CFItemType)
                .CFItemTypeURI(CFItemTypeURI)
                .humanCodingScheme(humanCodingScheme)
                .listEnumeration(listEnumeration)
                .abbreviatedStatement(abbreviatedStatement)
                .conceptKeywords(conceptKeywords)
                .conceptKeywordsURI(conceptKeywordsURI)
                .notes(notes)
                .subject(subject)
                .subjectURI(subjectURI)
                .language(language)
                .educationLevel(educationLevel)
                .licenseURI(licenseURI)
                .statusStartDate(statusStartDate)
                .statusEndDate(statusEndDate)
                .extensions(extensions);
    }

    /** How a person names this item: its code and the beginning of its statement, never its identifier. */
    public String label() {
        String shown = abbreviatedStatement != null ? abbreviatedStatement : fullStatement;
        String text = shown.codePointCount(0, shown.length()) <= 80
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, 79)) + "…";
        return humanCodingScheme == null ? text : humanCodingScheme + " " + text;
    }

    /** Collects the properties of one CFItem. */
    @SuppressWarnings("MemberName")
    public static final class Builder {
        private UUID identifier;
        private String uri;
        private String fullStatement;
        private Instant lastChangeDateTime;
        private @Nullable String alternativeLabel;
        private @Nullable String CFItemType;
        private @Nullable LinkURI CFItemTypeURI;
        private @Nullable String humanCodingScheme;
        private @Nullable String listEnumeration;
        private @Nullable String abbreviatedStatement;
        private List<String> conceptKeywords = List.of();
        private @Nullable LinkURI conceptKeywordsURI;
        private @Nullable String notes;
        private List<String> subject = List.of();
        private List<LinkURI> subjectURI = List.of();
        private @Nullable String language;
        private List<String> educationLevel = List.of();
        private @Nullable LinkURI licenseURI;
        private @Nullable LocalDate statusStartDate;
        private @Nullable LocalDate statusEndDate;
        private Extensions extensions = Extensions.NONE;

        private Builder(UUID identifier, String uri, String fullStatement, Instant lastChangeDateTime) {
            this.identifier = identifier;
            this.uri = uri;
            this.fullStatement = fullStatement;
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

        public Builder fullStatement(String fullStatement) {
            this.fullStatement = fullStatement;
            return this;
        }

        public Builder lastChangeDateTime(Instant lastChangeDateTime) {
            this.lastChangeDateTime = lastChangeDateTime;
            return this;
        }

        public Builder alternativeLabel(@Nullable String alternativeLabel) {
            this.alternativeLabel = alternativeLabel;
            return this;
        }

        public Builder CFItemType(@Nullable String CFItemType) {
            this.CFItemType = CFItemType;
            return this;
        }

        public Builder CFItemTypeURI(@Nullable LinkURI CFItemTypeURI) {
            this.CFItemTypeURI = CFItemTypeURI;
            return this;
        }

        public Builder humanCodingScheme(@Nullable String humanCodingScheme) {
            this.humanCodingScheme = humanCodingScheme;
            return this;
        }

        public Builder listEnumeration(@Nullable String listEnumeration) {
            this.listEnumeration = listEnumeration;
            return this;
        }

        public Builder abbreviatedStatement(@Nullable String abbreviatedStatement) {
            this.abbreviatedStatement = abbreviatedStatement;
            return this;
        }

        public Builder conceptKeywords(List<String> conceptKeywords) {
            this.conceptKeywords = conceptKeywords;
            return this;
        }

        public Builder conceptKeywordsURI(@Nullable LinkURI conceptKeywordsURI) {
            this.conceptKeywordsURI = conceptKeywordsURI;
            return this;
        }

        public Builder notes(@Nullable String notes) {
            this.notes = notes;
            return this;
        }

        public Builder subject(List<String> subject) {
            this.subject = subject;
            return this;
        }

        public Builder subjectURI(List<LinkURI> subjectURI) {
            this.subjectURI = subjectURI;
            return this;
        }

        public Builder language(@Nullable String language) {
            this.language = language;
            return this;
        }

        public Builder educationLevel(List<String> educationLevel) {
            this.educationLevel = educationLevel;
            return this;
        }

        public Builder licenseURI(@Nullable LinkURI licenseURI) {
            this.licenseURI = licenseURI;
            return this;
        }

        public Builder statusStartDate(@Nullable LocalDate statusStartDate) {
            this.statusStartDate = statusStartDate;
            return this;
        }

        public Builder statusEndDate(@Nullable LocalDate statusEndDate) {
            this.statusEndDate = statusEndDate;
            return this;
        }

        public Builder extensions(Extensions extensions) {
            this.extensions = extensions;
            return this;
        }

        public CFItem build() {
            return new CFItem(
                    identifier,
                    uri,
                    fullStatement,
                    lastChangeDateTime,
                    alternativeLabel,
                    CFItemType,
                    CFItemTypeURI,
                    humanCodingScheme,
                    listEnumeration,
                    abbreviatedStatement,
                    conceptKeywords,
                    conceptKeywordsURI,
                    notes,
                    subject,
                    subjectURI,
                    language,
                    educationLevel,
                    licenseURI,
                    statusStartDate,
                    statusEndDate,
                    extensions);
        }
    }
}
