package org.throughline.server.walls;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.throughline.server.access.ApiClient;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.access.Scopes;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Voice;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.issuing.BatchId;
import org.throughline.server.issuing.Endorsements;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.Sessions;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.Achievements;
import org.throughline.server.records.Consents;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.Shares;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.support.RunningServer;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.JobProfileDraft;
import org.throughline.server.talent.JobProfiles;
import org.throughline.server.talent.JobRequirement;
import org.throughline.server.talent.JobRequirementGroup;
import org.throughline.server.talent.Sourcing;

/**
 * What the matrix asks about: a tenant (a college and an employer) with one object of every kind, a second tenant with people alone, a
 * learner, an administrator. What is private to the first tenant bears {@link #CANARY}, what is private to the learner {@link #RECORD}. It can be
 * made again and again in one JVM; while it is there, nothing is issued and told in the background.
 */
final class World implements AutoCloseable {
    /** In the name of everything that nobody outside the own tenant may ever see. */
    static final String CANARY = "Zyxcanary";

    /** In the name of what only the learner, and whom the learner gave it to, may see. */
    static final String RECORD = "Zyxrecord";

    static final String PASSWORD = "correct horse battery staple";

    private final ApplicationContext context;
    private final Map<Caller, Person> people = new EnumMap<>(Caller.class);
    private final Map<Caller, Asker> askers = new EnumMap<>(Caller.class);
    private final Map<Caller, String> keys = new EnumMap<>(Caller.class);
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    /** Who is about to ask: for values that belong to the asker. */
    Caller asking = Caller.ANONYMOUS;

    final Organization college;
    final Organization employer;
    final Organization otherCollege;
    final Organization otherEmployer;
    final SmallFrameworks outcomes;
    final SmallFrameworks requirements;
    final SmallFrameworks open;
    final AchievementDefinition achievement;
    final HeldCredential held;
    final BatchId batch;
    final IssuedCredential issued;
    final JobProfile need;
    final String candidate;
    final Crosswalk crosswalk;
    final Partnership partnership;

    World(ApplicationContext context) throws Exception {
        this.context = context;
        for (Caller caller : Caller.values()) {
            if (caller != Caller.ANONYMOUS && caller != Caller.ADMINISTRATOR) {
                String name = caller.belongsToOwn()
                        ? CANARY + " " + caller.words()
                        : caller == Caller.LEARNER ? RECORD + " Learner" : "Somebody " + caller.words();
                people.put(caller, bean(People.class).register(name, email(caller), PASSWORD));
            }
        }
        people.put(Caller.ADMINISTRATOR, administrator());
        college = organization("own-college", OrganizationKind.EDUCATOR, Caller.OWNER);
        employer = organization("own-employer", OrganizationKind.EMPLOYER, Caller.OWNER);
        otherCollege = organization("other-college", OrganizationKind.EDUCATOR, Caller.OTHER_OWNER);
        otherEmployer = organization("other-employer", OrganizationKind.EMPLOYER, Caller.OTHER_OWNER);
        seat(Caller.MEMBERS, college, employer);
        seat(Caller.OTHERS, otherCollege, otherEmployer);

        outcomes = new SmallFrameworks(CANARY + " outcomes " + mark)
                .item("O.1", CANARY + " isolates a circuit before work")
                .item("O.2", CANARY + " reads a single-line diagram");
        requirements = new SmallFrameworks(CANARY + " requirements " + mark)
                .item("R.1", CANARY + " must isolate a circuit before work")
                .item("R.2", CANARY + " must read a single-line diagram");
        open = new SmallFrameworks("Open competencies " + mark)
                .item("P.1", "Isolates a circuit before work")
                .item("P.2", "Reads a single-line diagram");
        framework(college, outcomes, FrameworkKind.OUTCOMES, false);
        framework(employer, requirements, FrameworkKind.JOB_ROLE, false);
        framework(college, open, FrameworkKind.STANDARDS, true);

        achievement = achievement("Circuit Safety");
        batch = bean(Issuance.class)
                .start(
                        college.id(),
                        List.of(achievement.id()),
                        roster(RECORD + " Learner", email(Caller.LEARNER)),
                        false,
                        UUID.randomUUID().toString(),
                        id(Caller.ISSUER));
        held = delivered();
        issued =
                bean(Issuance.class).issuedBy(college.id(), false, 0, 1).items().getFirst();
        // from here on the background stands still: nothing changes what the rows ask about but the rows themselves
        background().forEach(Lifecycle::stop);

        need = need();
        bean(Consents.class).grant(id(Caller.LEARNER), employer.id(), true);
        candidate = bean(Sourcing.class).find(need, 10).people().getFirst().ref();
        crosswalk = crosswalk(requirements, outcomes);
        partnership = partnership();
        for (Caller caller : Caller.values()) {
            comeBack(caller);
        }
        awaitCheckpoint();
    }

    private Stream<Lifecycle> background() {
        return Stream.of("issuanceWorker", "webhookPost").map(name -> (Lifecycle) context.getBean(name));
    }

    /** Lets the background go on, which others need; what waits for webhooks of this world goes nowhere. */
    @Override
    public void close() {
        sql("delete from access.webhook where organization = any(?)", (Object) ownIds());
        background().forEach(Lifecycle::start);
    }

    /** The log is signed in the background, soon after the first act. */
    private void awaitCheckpoint() throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (bean(RunningServer.class)
                    .sql()
                    .sql("select exists (select from audit.checkpoint)")
                    .query(Boolean.class)
                    .single()) {
                return;
            }
            Thread.sleep(50);
        }
    }

    /** The caller has a new session; a stranger has one in which nobody is signed in. */
    void comeBack(Caller caller) {
        Asker asker = new Asker(bean(RunningServer.class));
        try {
            askers.put(
                    caller,
                    caller == Caller.ANONYMOUS
                            ? asker.stranger()
                            : asker.signedInBy("/sign-in/link/" + newLink("SIGN_IN", id(caller), email(caller)))
                                    .keep(key(caller)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String key(Caller caller) {
        return keys.computeIfAbsent(
                caller,
                _ -> bean(PersonalKeys.class)
                        .make(
                                id(caller),
                                "For the matrix",
                                Scopes.forKeys().stream().map(Scopes::wire).collect(Collectors.toSet()),
                                30));
    }

    /** A link by mail, without the letter. */
    String newLink(String purpose, PersonId person, String email) {
        String token = "link-" + UUID.randomUUID();
        sql("""
                insert into organizations.one_time_link (token_hash, purpose, person, email, created_at, expires_at)
                values (sha256(convert_to(?, 'UTF8')), ?, ?, ?, now(), now() + interval '15 minutes')
                """, token, purpose, person.value(), email);
        return token;
    }

    /** Everybody proved this moment who they are, as whoever changes how they sign in must. */
    void proveAnew() {
        sql("update organizations.session set created_at = now() where person = any(?)", (Object)
                people.values().stream().map(p -> p.id().value()).toArray(UUID[]::new));
    }

    int sql(String statement, Object... values) {
        return bean(RunningServer.class).sql().sql(statement).params(values).update();
    }

    UUID newKey() {
        Caller who = asking == Caller.ANONYMOUS ? Caller.LEARNER : asking;
        bean(PersonalKeys.class).make(id(who), "To be revoked", Set.of("profile.read"), 30);
        return bean(RunningServer.class)
                .sql()
                .sql(
                        "select id from access.personal_key where person = ? and name = 'To be revoked' and revoked_at is null limit 1")
                .param(id(who).value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    String newClient() {
        return bean(ApiClients.class)
                .make(
                        college.id(),
                        ClientMetadata.of(CANARY + " client", Set.of(), Set.of("organization.read")),
                        Set.of(ApiClient.CLIENT_CREDENTIALS),
                        true,
                        id(Caller.OWNER))
                .client()
                .id();
    }

    long entryOfTheCollege() {
        return bean(RunningServer.class)
                .sql()
                .sql("select min(sequence) from audit.entry where organization = ?")
                .param(college.id().toString())
                .query(Long.class)
                .single();
    }

    /** All that is the own tenant's and its learner's, as one number: who changes anything changes it. */
    List<String> fingerprint() {
        return bean(RunningServer.class)
                .sql()
                .sql("""
                    select r from (
                        select o::text as r from organizations.organization o where id = any(:own)
                        union all select m::text from organizations.membership m where organization = any(:own)
                        union all select d.identifier::text || d.published from frameworks.documents d where owner = any(:own)
                        union all select c.id::text || c.published from alignment.crosswalks c where owner = any(:own)
                        union all select p::text from alignment.decisions p join alignment.crosswalks c on c.id = p.crosswalk where c.owner = any(:own)
                        union all select t::text from alignment.teaching t where t.organization = any(:own)
                        union all select r.id::text from alignment.runs r join alignment.crosswalks c on c.id = r.crosswalk where c.owner = any(:own)
                        union all select b::text from issuing.batch b where organization = any(:own)
                        union all select c.id::text || c.state || coalesce(c.revocation_reason, '') from issuing.credential c where organization = any(:own)
                        union all select a::text from programs.achievements a where organization = any(:own)
                        union all select j::text from talent.job_profile j where employer = any(:own)
                        union all select p::text from partnerships.scope p join partnerships.partnership s on s.id = p.partnership where s.convener = any(:own)
                        union all select h.id::text || h.report from records.held_credential h where holder = :learner
                        union all select s.id::text || coalesce(s.revoked_at::text, '') from records.share s where person = :learner
                        union all select c::text from records.consent c where person = :learner
                        union all select c.id::text || coalesce(c.revoked_at::text, '') from access.client c where organization = any(:own)
                        union all select k.id::text || k.state from custody.issuer_key k where organization = any(:own)
                        union all select h.id::text || coalesce(h.lifted_at::text, '') from custody.halt h where organization is null or organization = any(:own)
                        union all select r.id::text || coalesce(r.decided_at::text, '') from custody.compromise_report r where organization = any(:own)
                        union all select i.id::text || i.state from organizations.invitation i where organization = any(:own)
                        union all select d.name from organizations.domain d where organization = any(:own)
                        union all select s.issuer from organizations.institution_sign_in s where organization = any(:own)
                        union all select x.id::text from portability.export x where organization = any(:own)) as rows order by r
                    """)
                .param("own", ownIds())
                .param("learner", id(Caller.LEARNER).value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Asker asker(Caller caller) {
        return Objects.requireNonNull(askers.get(caller));
    }

    PersonId id(Caller caller) {
        return Objects.requireNonNull(people.get(caller)).id();
    }

    String email(Caller caller) {
        String name =
                caller == Caller.LEARNER ? RECORD : caller.belongsToOwn() ? CANARY + caller.name() : caller.name();
        return name.toLowerCase(java.util.Locale.ROOT) + "@" + mark + ".example";
    }

    // what acts use up is made anew for each

    private String chosenPair = "";
    private String requirementOfThePair = "";

    /** A crosswalk of its own with one requirement; {@link #requirementOfThePair} is asked next. */
    UUID newPair() {
        SmallFrameworks asks = new SmallFrameworks(CANARY + " asks " + UUID.randomUUID())
                .item("R.1", CANARY + " must isolate a circuit");
        chosenPair = asks.id("R.1") + " " + outcomes.id("O.1") + " isRelatedTo";
        framework(employer, asks, FrameworkKind.JOB_ROLE, false);
        requirementOfThePair = asks.uri("R.1").value();
        return crosswalk(asks, outcomes).id().value();
    }

    /** A crosswalk without a canary: whoever publishes it gives it to everybody. */
    UUID newUnpublished() {
        SmallFrameworks asks =
                new SmallFrameworks("To be published " + UUID.randomUUID()).item("R.1", "Must isolate a circuit");
        framework(employer, asks, FrameworkKind.JOB_ROLE, true);
        return bean(Crosswalks.class)
                .open(
                        college.id(),
                        "To be published",
                        new FrameworkId(asks.id()),
                        new FrameworkId(open.id()),
                        id(Caller.OWNER))
                .id()
                .value();
    }

    /** A published crosswalk of the college by which the employer can endorse {@link #achievement}. */
    UUID newEndorsable() {
        SmallFrameworks asks =
                new SmallFrameworks("To be endorsed " + UUID.randomUUID()).item("R.1", "Must isolate a circuit");
        framework(employer, asks, FrameworkKind.JOB_ROLE, true);
        Crosswalk crosswalk = bean(Crosswalks.class)
                .open(
                        college.id(),
                        "To be endorsed",
                        new FrameworkId(asks.id()),
                        new FrameworkId(open.id()),
                        id(Caller.OWNER));
        bean(Crosswalks.class)
                .accept(crosswalk.id(), asks.uri("R.1"), open.uri("P.1"), "exactMatchOf", "", id(Caller.OWNER));
        bean(Crosswalks.class).publish(crosswalk.id(), id(Caller.OWNER));
        return crosswalk.id().value();
    }

    UUID newEndorsement() {
        return bean(Endorsements.class)
                .endorse(employer.id(), new CrosswalkId(newEndorsable()), achievement.id(), "", id(Caller.OWNER))
                .id();
    }

    UUID newDecidedPair() {
        UUID id = newPair();
        bean(Crosswalks.class)
                .accept(
                        new CrosswalkId(id),
                        new ItemUri(requirementOfThePair),
                        outcomes.uri("O.1"),
                        "exactMatchOf",
                        "",
                        id(Caller.OWNER));
        return id;
    }

    UUID newPostponed() {
        UUID id = newPair();
        bean(Crosswalks.class)
                .postpone(
                        new CrosswalkId(id),
                        new ItemUri(requirementOfThePair),
                        "",
                        new Voice(college.id(), id(Caller.OWNER)));
        return id;
    }

    String chosenPair() {
        return chosenPair;
    }

    String requirementOfThePair() {
        return requirementOfThePair;
    }

    String identifierOfTheRequirement() {
        return chosenPair.substring(0, chosenPair.indexOf(' '));
    }

    /** An employer to whom nobody has consented. */
    String newEmployer() {
        return organization(
                        "employer" + UUID.randomUUID().toString().substring(0, 8),
                        OrganizationKind.EMPLOYER,
                        Caller.OTHER_OWNER)
                .id()
                .toString();
    }

    /** An organization without anybody and anything. */
    Organization newSmallOrganization() {
        String name = "small-" + UUID.randomUUID().toString().substring(0, 8);
        return bean(Organizations.class)
                .create(name, name, OrganizationKind.EDUCATOR, null, "", id(Caller.ADMINISTRATOR));
    }

    /** An employer to whom whoever is asking has consented. */
    String newConsent() {
        String made = newEmployer();
        Caller who = asking == Caller.ANONYMOUS ? Caller.LEARNER : asking;
        bean(Consents.class).grant(id(who), new OrganizationId(UUID.fromString(made)), false);
        return made;
    }

    /** A readable credential that nobody signed: it is kept, and is not valid. */
    String unsignedCredential() {
        return """
            {"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
             "id": "urn:uuid:%s", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Unsigned",
             "issuer": {"id": "did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH", "type": ["Profile"], "name": "Nobody"},
             "validFrom": "2026-01-01T00:00:00Z",
             "credentialSubject": {"type": ["AchievementSubject"], "achievement": {"id": "urn:uuid:%s", "type": ["Achievement"],
               "name": "Unsigned", "description": "Nothing.", "criteria": {"narrative": "None."}}}}
            """.formatted(UUID.randomUUID(), UUID.randomUUID());
    }

    UUID newFramework() {
        SmallFrameworks made =
                new SmallFrameworks(CANARY + " answers " + UUID.randomUUID()).item("O.1", CANARY + " isolates");
        framework(college, made, FrameworkKind.OUTCOMES, false);
        return made.id();
    }

    /** A mirror that somebody looks at and has not begun. */
    UUID newChoice() {
        return bean(Mirrors.class)
                .choose(
                        college.id(),
                        "https://case.example.org/" + CANARY + "/" + UUID.randomUUID(),
                        Mirrors.Credentials.NONE,
                        id(Caller.EDITOR));
    }

    /** A mirror that is followed. */
    UUID newMirror() {
        UUID id = newChoice();
        Mirrors mirrors = bean(Mirrors.class);
        Mirror mirror = mirrors.find(id).orElseThrow();
        mirrors.begin(
                mirror,
                mirror.address(),
                CANARY + " mirrored",
                FrameworkKind.STANDARDS,
                false,
                false,
                id(Caller.EDITOR));
        return id;
    }

    /** A mirror that everybody may read. */
    UUID newOpenMirror() {
        UUID id = newMirror();
        bean(Mirrors.class).open(bean(Mirrors.class).find(id).orElseThrow(), id(Caller.EDITOR));
        return id;
    }

    /** A mirror that rests. */
    UUID newRestingMirror() {
        UUID id = newMirror();
        bean(Mirrors.class).pause(bean(Mirrors.class).find(id).orElseThrow(), id(Caller.EDITOR));
        return id;
    }

    /** A local variant of the college's own framework. */
    UUID newVariant() {
        return bean(Variants.class)
                .derive(
                        bean(Frameworks.class)
                                .find(new FrameworkId(outcomes.id()))
                                .orElseThrow(),
                        college.id(),
                        "College",
                        CANARY + " variant",
                        Set.of(),
                        id(Caller.EDITOR))
                .value();
    }

    UUID newPending() {
        SmallFrameworks made =
                new SmallFrameworks(CANARY + " pending " + UUID.randomUUID()).item("X.1", CANARY + " waits");
        return bean(PendingImports.class)
                .keep(college.id(), id(Caller.EDITOR), CANARY + ".json", FrameworkKind.OUTCOMES, false, made.json());
    }

    /** A table that somebody looks over. */
    UUID newPendingTable() {
        return bean(PendingImports.class)
                .keep(
                        college.id(),
                        id(Caller.EDITOR),
                        CANARY + ".csv",
                        FrameworkKind.OUTCOMES,
                        false,
                        ("Words,Mark\r\n" + CANARY + " waits,W.1\r\n")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String newIssued() {
        // the worker stands still, so the credential that is revoked is one that was made delivered by hand
        UUID id = UUID.randomUUID();
        UUID list = bean(RunningServer.class)
                .sql()
                .sql("select status_list from issuing.credential where id = ?")
                .param(uuid(issued))
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
        int index = bean(RunningServer.class)
                .sql()
                .sql(
                        "insert into issuing.status_index (list, index) select ?, max(index) + 1 from issuing.status_index where list = ? returning index")
                .params(list, list)
                .query(Integer.class)
                .single();
        bean(RunningServer.class).sql().sql("""
                    insert into issuing.credential (id, batch, organization, recipient, line, kind, achievement, status_list, status_index,
                        subject_hash, subject_salt, valid_from, state, document, signed_at, delivered_at)
                    select ?, batch, organization, recipient, line + 1, kind, achievement, status_list, ?, subject_hash, subject_salt,
                        valid_from, state, document, signed_at, delivered_at from issuing.credential where id = ?
                    """).params(id, index, uuid(issued)).update();
        return id.toString();
    }

    UUID newShare() {
        return bean(Shares.class)
                .create(id(Caller.LEARNER), List.of(held.id()), RECORD + " link", Shares.USUAL_LIFE)
                .share()
                .id()
                .value();
    }

    String newShareToken() {
        return bean(Shares.class)
                .create(id(Caller.LEARNER), List.of(held.id()), RECORD + " link", Shares.USUAL_LIFE)
                .token();
    }

    UUID newMember() {
        Person person =
                bean(People.class).ensure(CANARY + " member", "member" + UUID.randomUUID() + "@" + mark + ".example");
        bean(Organizations.class).setRoles(college.id(), person.id(), Set.of(Role.EDITOR), id(Caller.OWNER));
        return person.id().value();
    }

    /** Another session of whoever is asking, by its handle. */
    UUID newSession() {
        bean(Sessions.class).begin("session-" + UUID.randomUUID(), id(asking), Instant.now(), Map.of());
        return bean(RunningServer.class)
                .sql()
                .sql("select handle from organizations.session where person = ? order by created_at desc limit 1")
                .param(id(asking).value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .single();
    }

    /** Another name for whoever is asking, with the same canary. */
    String newName() {
        String canary = asking.belongsToOwn() ? CANARY : asking == Caller.LEARNER ? RECORD : "Somebody";
        return canary + " renamed " + UUID.randomUUID().toString().substring(0, 8);
    }

    String newAddress() {
        return "new" + UUID.randomUUID() + "@" + mark + ".example";
    }

    String newWelcome() {
        Person person = bean(People.class).ensure("Newcomer", newAddress());
        String link = bean(OneTimeLinks.class).signInLink(person.id());
        return link.substring(link.lastIndexOf('/') + 1);
    }

    UUID statusList() {
        return UUID.fromString(
                issued.statusListUrl().substring(issued.statusListUrl().lastIndexOf('/') + 1));
    }

    static UUID uuid(IssuedCredential issued) {
        return UUID.fromString(issued.credentialId().substring("urn:uuid:".length()));
    }

    byte[] roster(String name, String email) {
        return Row.text("name,email\r\n" + name + "," + email + "\r\n");
    }

    private HeldCredential delivered() throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            Optional<HeldCredential> found =
                    bean(HeldCredentials.class).of(id(Caller.LEARNER)).stream().findFirst();
            if (found.isPresent() && bean(Issuance.class).progress(batch).finished()) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the learner's credential was not delivered");
    }

    private Person administrator() {
        People all = bean(People.class);
        Person person = all.register("Somebody administrator", email(Caller.ADMINISTRATOR), PASSWORD);
        bean(RunningServer.class)
                .sql()
                .sql("update organizations.person set administrator = true where id = ?")
                .param(person.id().value())
                .update();
        return person;
    }

    private Organization organization(String name, OrganizationKind kind, Caller owner) {
        Organization made = bean(Organizations.class)
                .create(name + "-" + mark, "The " + name + " " + mark, kind, null, "Made for the matrix.", id(owner));
        bean(Organizations.class).setRoles(made.id(), id(owner), Set.of(Role.OWNER), id(owner));
        return made;
    }

    private void seat(Set<Caller> callers, Organization... organizations) {
        for (Organization organization : organizations) {
            callers.forEach(caller -> bean(Organizations.class)
                    .setRoles(
                            organization.id(), id(caller), Set.of(caller.role().orElseThrow()), id(caller)));
        }
    }

    private void framework(Organization owner, SmallFrameworks framework, FrameworkKind kind, boolean publish) {
        bean(FrameworkImport.class)
                .importCase(owner.id(), framework.json(), "matrix.json", kind, publish, id(Caller.OWNER));
    }

    private AchievementDefinition achievement(String name) {
        return bean(Achievements.class)
                .define(
                        college.id(),
                        name + " " + mark,
                        "Works on circuits without harm.",
                        "Passed the examination.",
                        "MicroCredential",
                        null,
                        null,
                        List.of(open.uri("P.1")),
                        id(Caller.OWNER));
    }

    private JobProfile need() {
        ItemUri item = open.uri("P.1");
        return bean(JobProfiles.class)
                .state(
                        employer.id(),
                        new JobProfileDraft(
                                CANARY + " technician",
                                "",
                                null,
                                2,
                                false,
                                List.of(JobRequirementGroup.single(
                                        new JobRequirement(UUID.randomUUID(), item, 3, true, null)))),
                        id(Caller.OWNER));
    }

    private Crosswalk crosswalk(SmallFrameworks asks, SmallFrameworks answers) {
        return bean(Crosswalks.class)
                .open(
                        college.id(),
                        CANARY + " crosswalk",
                        new FrameworkId(asks.id()),
                        new FrameworkId(answers.id()),
                        id(Caller.OWNER));
    }

    private Partnership partnership() {
        Partnership founded = bean(Partnerships.class)
                .found(
                        Partnerships.Beginning.of(
                                CANARY + " partnership " + mark,
                                "To work together.",
                                Map.of(employer.id(), Part.EMPLOYER)),
                        college.id(),
                        id(Caller.OWNER));
        bean(Partnerships.class).answer(founded.id(), employer, true, id(Caller.OWNER));
        return founded;
    }

    private UUID[] ownIds() {
        return own().stream().map(OrganizationId::value).toArray(UUID[]::new);
    }

    /** Where people of this world sit for good. */
    UUID[] seats() {
        return Stream.of(college, employer, otherCollege, otherEmployer)
                .map(organization -> organization.id().value())
                .toArray(UUID[]::new);
    }

    /** The organizations of the own tenant. */
    List<OrganizationId> own() {
        return Stream.of(college, employer).map(Organization::id).toList();
    }
}
