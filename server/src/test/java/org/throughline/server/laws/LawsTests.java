package org.throughline.server.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.frameworks.SharedFolder;

/** The laws of ARCHITECTURE.md. */
class LawsTests {
    private static final String SERVER = "org.throughline.server";

    /** Floors from the ground up; rooms on one floor do not know each other. The same table stands in ARCHITECTURE.md. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("shared", "face", "database"),
            List.of("audit", "limits", "mail"),
            List.of("organizations"),
            List.of("custody"),
            List.of("access", "frameworks", "records"),
            List.of("programs", "cocreation"),
            List.of("alignment"),
            List.of("issuing", "talent"),
            List.of("pipeline", "partnerships"),
            List.of("portability"),
            List.of("site"),
            List.of("console"),
            List.of("demo"));

    private static final List<String> LIBRARIES =
            List.of("org.throughline.credentials", "org.throughline.caseformat", "org.throughline.matching");

    private static final JavaClasses house = House.CLASSES;

    @Test
    void theRoomsOfTheServerHaveNoCirclesAndKeepTheirInsidesToThemselves() {
        ApplicationModules.of(ThroughlineServer.class).verify();
    }

    @Test
    void everyRoomStandsOnAFloor() {
        classes()
                .that()
                .resideInAPackage(SERVER + ".*..")
                .should(new ArchCondition<>("belong to a room that the floors name") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        room(item)
                                .filter(r -> floor(r) < 0)
                                .ifPresent(r -> events.add(SimpleConditionEvent.violated(
                                        item, item.getName() + " is in the unnamed room " + r)));
                    }
                })
                .check(house);
    }

    @Test
    void dependenciesOnlyGoDown() {
        classes()
                .that()
                .resideInAPackage(SERVER + ".*..")
                .should(new ArchCondition<>("depend on lower floors only") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        room(item)
                                .ifPresent(from -> item.getDirectDependenciesFromSelf()
                                        .forEach(dependency -> room(dependency.getTargetClass())
                                                .filter(to -> !to.equals(from)
                                                        && floor(to) >= floor(from)
                                                        && floor(from) >= 0)
                                                .ifPresent(to -> events.add(SimpleConditionEvent.violated(
                                                        item,
                                                        from + " looks up to " + to + ": "
                                                                + dependency.getDescription())))));
                    }
                })
                .check(house);
    }

    @Test
    void theLibrariesDoNotKnowEachOtherNorTheServer() {
        for (String library : LIBRARIES) {
            String[] others = Stream.concat(LIBRARIES.stream().filter(o -> !o.equals(library)), Stream.of(SERVER))
                    .map(p -> p + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(library + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(house);
        }
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.throughline.credentials..",
                        "org.throughline.caseformat..",
                        "org.throughline.matching..",
                        "org.throughline.safefetch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
                .check(house);
    }

    @Test
    void recordsDoNotKnowIssuing() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".records..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + ".issuing..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".talent..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + ".issuing..")
                .check(house);
    }

    /** Who forgets to close such a stream keeps a connection for ever; twenty of them are all that there are. */
    @Test
    void rowsAreListedAndNotStreamed() {
        noClasses()
                .that()
                .resideInAPackage("org.throughline..")
                .should()
                .callMethod(org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec.class, "stream")
                .check(house);
    }

    @Test
    void thereIsNoObjectRelationalMapper() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..", "org.hibernate..", "org.jooq..", "org.springframework.data..")
                .check(house);
    }

    @Test
    void noModelAndNoRoomOutsideItsWebKnowsJackson() {
        noClasses()
                .that()
                .resideInAPackage("org.throughline..model..")
                .or(describe(
                        "are in the server outside web",
                        c -> c.getPackageName().startsWith(SERVER)
                                && !c.getPackageName().contains(".web")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                .check(house);
    }

    @Test
    void onlyWebPackagesKnowHttp() {
        noClasses()
                .that(resideInAPackage(SERVER + "..")
                        .and(describe(
                                "are outside web, face and site",
                                c -> !c.getPackageName().contains(".web")
                                        && !List.of("face", "site").contains(room(c).orElse("")))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..")
                .check(house);
    }

    @Test
    void refusedNamesAreRefused() {
        Pattern refused = Pattern.compile(
                "(Manager|Helper|Util|Utils|Handler|Processor|Data|Info|Base|Impl|DTO|Dto|Wrapper|V2)$");
        classes()
                .that()
                .areTopLevelClasses()
                .and(describe("are ours by hand", c -> !c.getPackageName().startsWith("gg.jte")))
                .should(new ArchCondition<>("have a name that says what they are") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        boolean standardsWord = item.getSimpleName().equals("StatusInfo"); // imsx_StatusInfo of CASE
                        if (refused.matcher(item.getSimpleName()).find() && !standardsWord) {
                            events.add(SimpleConditionEvent.violated(item, item.getName() + " has a refused name"));
                        }
                    }
                })
                .check(house);
    }

    /** On the class path of the tests theirs comes first, and what the room says of itself (its open interfaces) would not be seen. */
    @Test
    void noPackageOfTheTestsHidesWhatTheRoomSaysOfItself() throws IOException {
        List<String> hidden = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SharedFolder.project())) {
            for (Path test : files.filter(file -> file.endsWith("package-info.java"))
                    .filter(file -> file.toString().contains("/src/test/java/"))
                    .toList()) {
                Path room = Path.of(test.toString().replace("/src/test/java/", "/src/main/java/"));
                if (Files.exists(room)
                        && Files.readAllLines(room).stream()
                                .anyMatch(line -> line.startsWith("@") && !line.equals("@NullMarked"))) {
                    hidden.add(test + " hides " + room);
                }
            }
        }
        assertThat(hidden).isEmpty();
    }

    @Test
    void timeIsPassedIn() {
        noClasses()
                .that()
                .resideInAPackage("org.throughline..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .check(house);
    }

    /** Who reads an address elsewhere forgets the proxies, or counts each address of a household apart. */
    @Test
    void whereARequestCameFromIsAskedInOnePlace() {
        noClasses()
                .that(resideInAPackage(SERVER + "..")
                        .and(describe(
                                "are outside limits.web",
                                c -> !c.getPackageName().equals(SERVER + ".limits.web"))))
                .should()
                .callMethodWhere(DescribedPredicate.<JavaMethodCall>describe(
                        "asks where a request came from",
                        call -> List.of("getRemoteAddr", "getRemoteHost")
                                .contains(call.getTarget().getName())))
                .check(house);
    }

    /**
     * Each of them is asked in {@code HaltIT}, {@code WorkshopIT} or {@code EndorsementsIT} whether the halt switch holds it; status lists are signed
     * though it stands.
     */
    @Test
    void threeRoadsSignForAnIssuerAndAllAreHeldByTheHaltSwitch() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        "org\\.throughline\\.server\\.(issuing\\.Completion|issuing\\.Endorsements|partnerships\\.ConvenerSignature|custody\\.IssuerKeys)(\\$.*)?")
                .should()
                .callMethodWhere(DescribedPredicate.<JavaMethodCall>describe(
                        "asks for an issuer's signer",
                        call -> call.getTargetOwner().getFullName().equals(SERVER + ".custody.IssuerKeys")
                                && call.getTarget().getName().equals("signer")))
                .check(house);
    }

    @Test
    void noClassOnlyRepeatsItsInterface() {
        classes()
                .that()
                .resideInAPackage("org.throughline..")
                .should(new ArchCondition<>("not be called Default… of their only interface") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        item.getRawInterfaces().stream()
                                .filter(i -> item.getSimpleName().equals("Default" + i.getSimpleName()))
                                .forEach(i -> events.add(SimpleConditionEvent.violated(
                                        item, item.getName() + " repeats " + i.getName())));
                    }
                })
                .check(house);
    }

    private static int floor(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(SERVER + ".")) {
            return Optional.empty();
        }
        String rest = name.substring(SERVER.length() + 1);
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }
}
