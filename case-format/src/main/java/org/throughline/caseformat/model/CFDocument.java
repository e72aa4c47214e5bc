package org.throughline.caseformat.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The root of a framework: who says it, what it is called, in which state it is (CASE 1.1, class CFPckgDocument).
 *
 * @param identifier the document's identifier; the package has the same one
 * @param uri where the document is told about itself
 * @param creator the body with authority over the framework
 * @param title what people call it
 * @param lastChangeDateTime the last change of the document or of anything in it: consumers poll this one
 * @param frameworkType an open word; {@code CourseCodes} is the only one the standard names (1.1)
 * @param caseVersion {@code 1.1} or absent (1.1)
 * @param officialSourceURL the human-readable original
 * @param publisher who makes it available
 * @param description text, Markdown allowed
 * @param subject topics in words
 * @param subjectURI the same topics as links
 * @param language language of the texts, such as {@code en}
 * @param version the revision, in the publisher's own counting
 * @param adoptionStatus a free word; in practice Draft, Pending Implementation, Implemented, Retired
 * @param statusStartDate first day of this status
 * @param statusEndDate last day of this status
 * @param licenseURI the licence, which also governs whether others may republish
 * @param notes remarks on the framework
 * @param extensions what the standard has no word for (1.1)
 */
@SuppressWarnings("MemberName") // the wire words are the standard's, letter for letter
public record CFDocument(
        UUID identifier,
        String uri,
        String creator,
        String title,
        Instant lastChangeDateTime,
        @Nullable String frameworkType,
        @Nullable String caseVersion,
        @Nullable String officialSourceURL,
        @Nullable String publisher,
        @Nullable String description,
        List<String> subject,
        List<LinkURI> subjectURI,
        @Nullable String language,
        @Nullable String version,
        @Nullable String adoptionStatus,
        @Nullable LocalDate statusStartDate,
        @Nullable LocalDate statusEndDate,
        @Nullable LinkURI licenseURI,
        @Nullable String notes,
        Extensions extensions) {

    public CFDocument {
        subject = List.copyOf(subject);
        subjectURI = List.copyOf(subjectURI);
    }

    /** Starts with what the standard requires; everything else is absent until it is said. */
    public static Builder builder(
            UUID identifier, String uri, String creator, String title, Instant lastChangeDateTime) {
        return new Builder(identifier, uri, creator, title, lastChangeDateTime);
    }

    /** The same object, ready to be changed in some of its properties. */
    public Builder toBuilder() {
        return new Builder(identifier, uri, creator, title, lastChangeDateTime)
                .frameworkType(frameworkType)
                .caseVersion(caseVersion)
                .officialSourceURL(officialSourceURL)
                .publisher(publisher)
                .description(description)
                .subject(subject)
                .subjectURI(subjectURI)
                .language(language)
                .version(version)
                .adoptionStatus(adoptionStatus)
                .statusStartDate(statusStartDate)
                .statusEndDate(statusEndDate)
                .licenseURI(licenseURI)
                .notes(notes)
                .extensions(extensions);
    }

    /** Collects the properties of one CFDocument. */
    @SuppressWarnings("MemberName")
    public static final class Builder {
        private UUID identifier;
        private String uri;
        private String creator;
        private String title;
        private Instant lastChangeDateTime;
        private @Nullable String frameworkType;
        private @Nullable String caseVersion;
        private @Nullable String officialSourceURL;
        private @Nullable String publisher;
        private @Nullable String description;
        private List<String> subject = List.of();
        private List<LinkURI> subjectURI = List.of();
        private @Nullable String language;
        private @Nullable String version;
        private @Nullable String adoptionStatus;
        private @Nullable LocalDate statusStartDate;
        private @Nullable LocalDate statusEndDate;
        private @Nullable LinkURI licenseURI;
        private @Nullable String notes;
        private Extensions extensions = Extensions.NONE;

        private Builder(UUID identifier, String uri, String creator, String title, Instant lastChangeDateTime) {
            this.identifier = identifier;
            this.uri = uri;
            this.creator = creator;
            this.title = title;
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

        public Builder creator(String creator) {
            this.creator = creator;
            return this;
        }

        public Builder title(String title) {
            this.title = title;
            return this;
        }

        public Builder lastChangeDateTime(Instant lastChangeDateTime) {
            this.lastChangeDateTime = lastChangeDateTime;
            return this;
        }

        public Builder frameworkType(@Nullable String frameworkType) {
            this.frameworkType = frameworkType;
            return this;
        }

        public Builder caseVersion(@Nullable String caseVersion) {
            this.caseVersion = caseVersion;
            return this;
        }

        public Builder officialSourceURL(@Nullable String officialSourceURL) {
            this.officialSourceURL = officialSourceURL;
            return this;
        }

        public Builder publisher(@Nullable String publisher) {
            this.publisher = publisher;
            return this;
        }

        public Builder description(@Nullable String description) {
            this.description = description;
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

        public Builder version(@Nullable String version) {
            this.version = version;
            return this;
        }

        public Builder adoptionStatus(@Nullable String adoptionStatus) {
            this.adoptionStatus = adoptionStatus;
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

        public Builder licenseURI(@Nullable LinkURI licenseURI) {
            this.licenseURI = licenseURI;
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

        public CFDocument build() {
            return new CFDocument(
                    identifier,
                    uri,
                    creator,
                    title,
                    lastChangeDateTime,
                    frameworkType,
                    caseVersion,
                    officialSourceURL,
                    publisher,
                    description,
                    subject,
                    subjectURI,
                    language,
                    version,
                    adoptionStatus,
                    statusStartDate,
                    statusEndDate,
                    licenseURI,
                    notes,
                    extensions);
        }
    }
}
