package org.throughline.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.pipeline.CompetencyBalance;
import org.throughline.server.pipeline.Pipeline;
import org.throughline.server.records.Consents;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.Shares;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.JobProfileDraft;
import org.throughline.server.talent.JobProfiles;
import org.throughline.server.talent.JobRequirement;
import org.throughline.server.talent.JobRequirementGroup;
import org.throughline.server.talent.PeopleFound;
import org.throughline.server.talent.Sourcing;

/** What learners agree to, what employers ask for, and who is found. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Market {
    private final Cast cast;
    private final Library library;
    private final People people;
    private final Consents consents;
    private final HeldCredentials held;
    private final Shares shares;
    private final JobProfiles profiles;
    private final Sourcing sourcing;
    private final Pipeline pipeline;
    private final PublicAddress address;

    Market(
            Cast cast,
            Library library,
            People people,
            Consents consents,
            HeldCredentials held,
            Shares shares,
            JobProfiles profiles,
            Sourcing sourcing,
            Pipeline pipeline,
            PublicAddress address) {
        this.cast = cast;
        this.library = library;
        this.people = people;
        this.consents = consents;
        this.held = held;
        this.shares = shares;
        this.profiles = profiles;
        this.sourcing = sourcing;
        this.pipeline = pipeline;
        this.address = address;
    }

    /** Some learners let every employer find them, some only one, most nobody; the protagonist shows her name and shares a badge. */
    String consent() {
        List<Learners.Learner> all = Learners.all();
        int everybody = 0;
        int one = 0;
        for (int i = 0; i < all.size(); i++) {
            PersonId person = people.byEmail(all.get(i).email()).orElseThrow().id();
            if (i % 3 == 0) {
                consents.grantAllEmployers(person, i % 6 == 0);
                everybody++;
            } else if (i % 10 == 1) {
                consents.grant(person, cast.utility().id(), false);
                one++;
            }
        }
        Person protagonist = people.byEmail(Learners.PROTAGONIST.email()).orElseThrow();
        HeldCredential badge = held.of(protagonist.id()).stream()
                .filter(c -> c.name().startsWith("Substation"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the protagonist holds no substation badge"));
        Shares.NewShare share =
                shares.create(protagonist.id(), List.of(badge.id()), "For my application", Shares.USUAL_LIFE);
        return everybody + " learners let every employer find them, " + one + " only one; shared by link: "
                + address.url(share.path());
    }

    /** The employers state what they need. */
    String need() {
        state(cast.utility(), cast.employer(), substationTechnician());
        state(cast.utility(), cast.employer(), lineInstaller());
        state(cast.solar(), cast.secondEmployer(), solarTechnician());
        List<JobProfile> all = profiles.published();
        return all.size() + " needs, "
                + all.stream().mapToInt(p -> p.requirements().size()).sum() + " requirements, "
                + all.stream().mapToInt(JobProfile::openings).sum() + " openings";
    }

    /** The recruiters look. */
    String source() {
        List<String> lines = new ArrayList<>();
        for (JobProfile need : profiles.published()) {
            PeopleFound found = sourcing.find(need, 50);
            long meet = found.people().stream()
                    .filter(p -> p.match().meetsAllRequired())
                    .count();
            lines.add(need.title() + ": " + found.considered() + " considered, " + meet + " of the first "
                    + found.people().size() + " meet all that is required");
        }
        return String.join("; ", lines);
    }

    /** The leader looks. */
    String balance() {
        List<CompetencyBalance> balances = pipeline.balances();
        return balances.size() + " competencies asked for, "
                + balances.stream().filter(b -> b.supply() == 0).count() + " that nobody proves yet";
    }

    private void state(Organization employer, Person by, JobProfileDraft draft) {
        boolean stated =
                profiles.of(employer.id()).stream().anyMatch(p -> p.title().equals(draft.title()));
        if (!stated) {
            profiles.state(employer.id(), draft, by.id());
        }
    }

    private JobProfileDraft substationTechnician() {
        Map<String, ItemUri> items = library.byCode(library.role(cast.utility(), "Substation Technician"));
        return new JobProfileDraft(
                "Substation Technician",
                "You inspect, test and switch the equipment of 61 substations, in a crew of three and on call one week in six.",
                "Prairie Junction",
                12,
                true,
                List.of(
                        one(items, "NPP-SUB.1.1", 5, true, null),
                        one(items, "NPP-SUB.1.2", 5, true, null),
                        one(items, "NPP-SUB.1.5", 4, true, null),
                        one(items, "NPP-SUB.4.1", 4, true, null),
                        JobRequirementGroup.anyOf(
                                "Equipment tests",
                                2,
                                List.of(
                                        asked(items, "NPP-SUB.2.2", 4, true, null),
                                        asked(items, "NPP-SUB.2.3", 4, true, null),
                                        asked(items, "NPP-SUB.2.5", 4, true, null))),
                        JobRequirementGroup.allOf(
                                "Drawings and records",
                                List.of(
                                        asked(items, "NPP-SUB.5.1", 3, false, 0.8),
                                        asked(items, "NPP-SUB.5.2", 3, false, null))),
                        one(items, "NPP-SUB.3.1", 3, false, null),
                        one(items, "NPP-SUB.6.1", 3, false, null),
                        one(items, "NPP-SUB.5.4", 2, false, null)));
    }

    private JobProfileDraft lineInstaller() {
        Map<String, ItemUri> items = library.byCode(library.role(cast.utility(), "Line Installer Apprentice"));
        return new JobProfileDraft(
                "Line Installer Apprentice",
                "You learn the trade in four years, from ground work to hot-stick work, with a journeyman beside you.",
                "Prairie Junction and three line camps",
                18,
                true,
                List.of(
                        one(items, "NPP-LINE.2.1", 5, true, null),
                        one(items, "NPP-LINE.1.3", 4, true, null),
                        one(items, "NPP-LINE.1.4", 4, true, null),
                        one(items, "NPP-LINE.1.2", 4, true, null),
                        JobRequirementGroup.anyOf(
                                "Machines and loads",
                                1,
                                List.of(
                                        asked(items, "NPP-LINE.5.1", 3, false, null),
                                        asked(items, "NPP-LINE.5.2", 3, false, null))),
                        one(items, "NPP-LINE.6.2", 3, false, null),
                        one(items, "NPP-LINE.5.3", 3, false, null)));
    }

    private JobProfileDraft solarTechnician() {
        Map<String, ItemUri> items = library.byCode(library.role(cast.solar(), "Solar Field Technician"));
        return new JobProfileDraft(
                "Solar Field Technician",
                "You build, commission and look after solar plants with storage, two weeks out and one week home.",
                "Three sites in the south-west",
                9,
                true,
                List.of(
                        one(items, "BME-PV.4.1", 5, true, null),
                        one(items, "BME-PV.2.1", 5, true, null),
                        one(items, "BME-PV.1.1", 4, true, null),
                        JobRequirementGroup.allOf(
                                "Storage and grid",
                                List.of(
                                        asked(items, "BME-PV.3.4", 3, false, null),
                                        asked(items, "BME-PV.2.3", 3, false, null))),
                        one(items, "BME-PV.4.4", 3, false, null),
                        one(items, "BME-PV.5.2", 2, false, null),
                        one(items, "BME-PV.3.3", 2, false, null)));
    }

    private static JobRequirementGroup one(
            Map<String, ItemUri> items, String code, int importance, boolean required, @Nullable Double level) {
        return JobRequirementGroup.single(asked(items, code, importance, required, level));
    }

    private static JobRequirement asked(
            Map<String, ItemUri> items, String code, int importance, boolean required, @Nullable Double level) {
        ItemUri item = Optional.ofNullable(items.get(code))
                .orElseThrow(() -> new IllegalStateException("the story's role has no requirement " + code));
        return new JobRequirement(UUID.randomUUID(), item, importance, required, level);
    }
}
