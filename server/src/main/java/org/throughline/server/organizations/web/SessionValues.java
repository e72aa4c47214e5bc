package org.throughline.server.organizations.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SessionPerson;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a session can remember, as text: words, who signed in, a form's token, and what the next page says. Nothing else can be put into a
 * session, so that reading one back never makes an object that the stored bytes choose.
 */
@Component
class SessionValues {
    private static final String TEXT = "text:";
    private static final String PERSON = "person:";
    private static final String TOKEN = "token:";
    private static final String FLASHES = "flashes:";

    private final JsonMapper json = JsonMapper.builder().build();

    /** Whoever is signed in by this session. */
    Optional<PersonId> personOf(Session session) {
        Object context = session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext known ? person(known) : Optional.empty();
    }

    String write(String name, @Nullable Object value) {
        return switch (value) {
            case String text -> TEXT + text;
            case SecurityContext context ->
                PERSON + person(context).map(PersonId::toString).orElse("");
            case CsrfToken token ->
                TOKEN
                        + json.writeValueAsString(
                                new Token(token.getHeaderName(), token.getParameterName(), token.getToken()));
            case List<?> flashes ->
                FLASHES
                        + json.writeValueAsString(
                                flashes.stream().map(SessionValues::flash).toList());
            case null -> throw refused(name, "nothing");
            default -> throw refused(name, value.getClass().getName());
        };
    }

    Object read(String name, String text) {
        if (text.startsWith(TEXT)) {
            return text.substring(TEXT.length());
        }
        if (text.startsWith(PERSON)) {
            String id = text.substring(PERSON.length());
            return id.isEmpty() ? new SecurityContextImpl() : signedIn(new PersonId(UUID.fromString(id)));
        }
        if (text.startsWith(TOKEN)) {
            Token token = json.readValue(text.substring(TOKEN.length()), Token.class);
            return new DefaultCsrfToken(token.header(), token.parameter(), token.value());
        }
        if (text.startsWith(FLASHES)) {
            List<FlashMap> flashes = new CopyOnWriteArrayList<>();
            for (Flash flash : json.readValue(text.substring(FLASHES.length()), Flash[].class)) {
                flashes.add(flash.map());
            }
            return flashes;
        }
        throw refused(name, text.substring(0, Math.min(12, text.length())));
    }

    static SecurityContext signedIn(PersonId person) {
        return new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(SessionPerson.of(person), null, List.of()));
    }

    private static Optional<PersonId> person(SecurityContext context) {
        return context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof SessionPerson person
                ? Optional.of(person.person())
                : Optional.empty();
    }

    private static Flash flash(@Nullable Object value) {
        if (!(value instanceof FlashMap map)) {
            throw refused("flash", String.valueOf(value));
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, ToastView> toasts = new HashMap<>();
        map.forEach((name, said) -> {
            switch (said) {
                case String text -> texts.put(name, text);
                case ToastView toast -> toasts.put(name, toast);
                case null -> throw refused(name, "nothing");
                default -> throw refused(name, said.getClass().getName());
            }
        });
        return new Flash(
                map.getTargetRequestPath(),
                Map.copyOf(map.getTargetRequestParams()),
                map.getExpirationTime(),
                texts,
                toasts);
    }

    private static IllegalArgumentException refused(String name, String what) {
        return new IllegalArgumentException("A session can't remember " + what + " as " + name);
    }

    /** A form's token. */
    record Token(String header, String parameter, String value) {}

    /** What the next page says. */
    record Flash(
            @Nullable String path,
            Map<String, List<String>> parameters,
            long expires,
            Map<String, String> texts,
            Map<String, ToastView> toasts) {
        FlashMap map() {
            FlashMap map = new FlashMap();
            map.setTargetRequestPath(path);
            parameters.forEach((name, values) -> values.forEach(value -> map.addTargetRequestParam(name, value)));
            map.setExpirationTime(expires);
            map.putAll(texts);
            map.putAll(toasts);
            return map;
        }
    }
}
