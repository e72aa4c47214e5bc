package org.throughline.server.records.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.web.RequestJson;
import org.throughline.server.organizations.CurrentCaller;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.records.CredentialIntake;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.ApiPaths.Operation;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.Seen;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Open Badges 3.0 API (section 6): a program reads and adds to the record of the person who agreed, and no other. Credentials go out as
 * they came in, byte for byte where they are compact JWS; what comes in takes the same road as every other credential.
 */
@RestController
class OpenBadgesApi {
    static final String BASE = "/ims/ob/v3p0";
    static final String CREDENTIAL_READ = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly";
    static final String CREDENTIAL_UPSERT = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert";
    static final String PROFILE_READ = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly";
    static final String PROFILE_UPDATE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update";

    private static final String CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    private static final String VC_CONTEXT = "https://www.w3.org/ns/credentials/v2";
    private static final Set<String> PROFILE = Set.of("@context", "type", "id", "name", "email");
    private static final int MOST = 100;
    private static final int MAX_BYTES = 1024 * 1024;

    private final CurrentCaller caller;
    private final People people;
    private final HeldCredentials held;
    private final CredentialIntake intake;
    private final PublicAddress address;
    private final JsonMapper json = RequestJson.mapper();

    OpenBadgesApi(
            CurrentCaller caller, People people, HeldCredentials held, CredentialIntake intake, PublicAddress address) {
        this.caller = caller;
        this.people = people;
        this.held = held;
        this.intake = intake;
        this.address = address;
    }

    /** getCredentials: those that are not part of a CLR's record, oldest first, so that pages stay where they are. */
    @GetMapping(BASE + "/credentials")
    ResponseEntity<byte[]> credentials(
            @RequestParam(name = "limit", defaultValue = "50") String limitText,
            @RequestParam(name = "offset", defaultValue = "0") String offsetText,
            @RequestParam(name = "since", required = false) @Nullable String sinceText) {
        PersonId person = caller.requirePerson().id();
        int limit = number(limitText, 1);
        int offset = number(offsetText, 0);
        Instant since = since(sinceText);
        List<HeldCredential> all = held.of(person).stream()
                .filter(credential -> !credential.isClr())
                .filter(credential -> since == null || !credential.receivedAt().isBefore(since))
                .sorted(java.util.Comparator.comparing(HeldCredential::receivedAt)
                        .thenComparing(credential -> credential.id().toString()))
                .toList();
        int size = Math.min(limit, MOST);
        List<HeldCredential> page =
                all.subList(Math.min(offset, all.size()), (int) Math.min((long) offset + size, all.size()));
        ObjectNode answer = json.createObjectNode();
        var documents = json.createArrayNode();
        var jws = json.createArrayNode();
        for (HeldCredential credential : page) {
            byte[] document = held.document(credential.id());
            if (CredentialFile.of(document) == CredentialFile.JSON) {
                documents.add(json.readTree(document));
            } else {
                jws.add(new String(document, StandardCharsets.US_ASCII).strip());
            }
        }
        if (!documents.isEmpty()) {
            answer.set("credential", documents);
        }
        if (!jws.isEmpty()) {
            answer.set("compactJwsString", jws);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Total-Count", Integer.toString(all.size()))
                .header(HttpHeaders.LINK, links(size, offset, all.size(), sinceText))
                .body(json.writeValueAsBytes(answer));
    }

    /** upsertCredential: 201 for a new one, 200 where it took the place of an older, 304 where nothing changed. */
    @Limited(Act.VERIFY)
    @PostMapping(BASE + "/credentials")
    ResponseEntity<byte[]> upsert(@RequestBody byte[] document) {
        PersonId person = caller.requirePerson().id();
        if (document.length > MAX_BYTES) {
            throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, "A credential has 1 MiB at most.");
        }
        Map<HeldCredentialId, HeldCredential> before =
                held.of(person).stream().collect(Collectors.toMap(HeldCredential::id, Function.identity()));
        HeldCredential kept = intake.receive(person, document, "open-badges-api");
        HeldCredential was = before.get(kept.id());
        if (was != null && was.verifiedAt().equals(kept.verifiedAt())) {
            return ResponseEntity.status(304).build();
        }
        byte[] now = held.document(kept.id());
        return ResponseEntity.status(was == null ? 201 : 200)
                .contentType(
                        CredentialFile.of(now) == CredentialFile.JSON
                                ? MediaType.APPLICATION_JSON
                                : MediaType.TEXT_PLAIN)
                .body(now);
    }

    @GetMapping(BASE + "/profile")
    ResponseEntity<Map<String, Object>> profile() {
        return tagged(profile(caller.requirePerson()));
    }

    private static ResponseEntity<Map<String, Object>> tagged(Map<String, Object> profile) {
        return ResponseEntity.ok().eTag(seen(profile).entityTag()).body(profile);
    }

    private static Seen seen(Map<String, Object> profile) {
        return Seen.of(profile.get("name"), profile.get("email"));
    }

    /** putProfile: the name may change; everything else is this server's to say. With {@code If-Match}, only what was read is changed. */
    @PutMapping(BASE + "/profile")
    ResponseEntity<Map<String, Object>> update(
            @RequestBody byte[] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        SignedIn person = caller.requirePerson();
        JsonNode wanted;
        try {
            wanted = json.readTree(body);
        } catch (JacksonException e) {
            throw new Problem(ProblemType.MALFORMED, "The body is not JSON.");
        }
        Map<String, Object> present = profile(person);
        for (String property : wanted.propertyNames()) {
            if (!isOfAProfile(property)) {
                throw new Problem(ProblemType.UNKNOWN_PROPERTY, "The property “" + property + "” is not kept here.");
            }
        }
        if (differs(wanted, present, "id") || differs(wanted, present, "email")) {
            throw new Problem(ProblemType.UNKNOWN_PROPERTY, "id and email cannot be changed by this way.");
        }
        JsonNode name = wanted.get("name");
        if (name == null || !name.isString()) {
            throw new Problem(ProblemType.MALFORMED, "A profile has a name.");
        }
        seen(present).requireMatch(ifMatch);
        if (!name.asString().strip().equals(present.get("name"))) {
            people.rename(person.id(), name.asString());
        }
        Map<String, Object> changed = new LinkedHashMap<>(present);
        changed.put("name", people.find(person.id()).orElseThrow().displayName());
        return tagged(changed);
    }

    private static boolean isOfAProfile(String property) {
        return PROFILE.contains(property);
    }

    private static boolean differs(JsonNode wanted, Map<String, Object> present, String property) {
        JsonNode said = wanted.get(property);
        return said != null && !said.asString().equals(present.get(property));
    }

    private Map<String, Object> profile(SignedIn signedIn) {
        Person person = people.find(signedIn.id()).orElseThrow(Problem::notFound);
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("@context", List.of(VC_CONTEXT, CONTEXT));
        profile.put("id", "urn:uuid:" + person.id());
        profile.put("type", List.of("Profile"));
        profile.put("name", person.displayName());
        String email = person.email();
        if (email != null) {
            profile.put("email", email);
        }
        return profile;
    }

    /** getServiceDescription: open to everybody. */
    @GetMapping(BASE + "/discovery")
    ResponseEntity<Map<String, Object>> discovery() {
        return ResponseEntity.ok().header("Access-Control-Allow-Origin", "*").body(ServiceDescription.of(address));
    }

    /** A refusal in the words of 1EdTech's services. */
    @ExceptionHandler(Problem.class)
    ResponseEntity<Map<String, Object>> refused(Problem problem) {
        int status =
                problem.type() == ProblemType.BAD_INPUT ? 400 : problem.type().status();
        String code = switch (status) {
            case 400 ->
                problem.type() == ProblemType.MALFORMED
                                && String.valueOf(problem.getMessage()).contains("Query")
                        ? "invalid_query_parameter"
                        : "invalid_data";
            case 401 -> "unauthorizedrequest";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 413 -> "invalid_data";
            case 503 -> "server_busy";
            default -> "unknown";
        };
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "imsx_codeMajor",
                        "failure",
                        "imsx_severity",
                        "error",
                        "imsx_description",
                        String.valueOf(problem.getMessage()),
                        "imsx_codeMinor",
                        Map.of(
                                "imsx_codeMinorField",
                                List.of(Map.of(
                                        "imsx_codeMinorFieldName",
                                        "TargetEndSystem",
                                        "imsx_codeMinorFieldValue",
                                        code)))));
    }

    private String links(int limit, int offset, int total, @Nullable String since) {
        List<String> links = new ArrayList<>();
        if (offset + limit < total) {
            links.add(link(limit, offset + limit, since, "next"));
        }
        links.add(link(limit, total == 0 ? 0 : (total - 1) / limit * limit, since, "last"));
        links.add(link(limit, 0, since, "first"));
        if (offset > 0) {
            links.add(link(limit, Math.max(0, offset - limit), since, "prev"));
        }
        return String.join(", ", links);
    }

    private String link(int limit, int offset, @Nullable String since, String relation) {
        String further = since == null ? "" : "&since=" + java.net.URLEncoder.encode(since, StandardCharsets.UTF_8);
        return "<%s?limit=%d&offset=%d%s>; rel=\"%s\""
                .formatted(address.url(BASE + "/credentials"), limit, offset, further, relation);
    }

    private static int number(String text, int least) {
        return Optional.of(text)
                .filter(t -> t.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .filter(n -> n >= least)
                .orElseThrow(() -> new Problem(
                        ProblemType.MALFORMED, "Query: limit is a whole number from 1, offset one from 0."));
    }

    private static @Nullable Instant since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw new Problem(
                    ProblemType.MALFORMED, "Query: since is a moment with its zone, such as 2026-11-23T18:00:00Z.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        ApiPaths openBadgesPaths() {
            return ApiPaths.of(
                    Operation.open(BASE + "/discovery"),
                    Operation.get(BASE + "/credentials", CREDENTIAL_READ),
                    Operation.post(BASE + "/credentials", CREDENTIAL_UPSERT),
                    Operation.get(BASE + "/profile", PROFILE_READ),
                    Operation.put(BASE + "/profile", PROFILE_UPDATE));
        }
    }
}
