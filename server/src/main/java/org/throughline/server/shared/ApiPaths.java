package org.throughline.server.shared;

import java.util.List;
import java.util.Set;

/**
 * The paths of a room that programs call with a token: a bean in the room's {@code web} package. A session in a browser opens none of them.
 * Who calls is asked of {@code CurrentCaller} and {@code CurrentPerson}.
 */
public record ApiPaths(List<Operation> operations) {
    public ApiPaths {
        operations = List.copyOf(operations);
    }

    public static ApiPaths of(Operation... operations) {
        return new ApiPaths(List.of(operations));
    }

    /**
     * What may be done where.
     *
     * @param method the HTTP method
     * @param pattern a path pattern such as {@code /api/v1/me}
     * @param scopes one of them must be in the token; empty where any token will do
     * @param open whether a call without a token is answered too; a token that is shown must be good even there
     */
    public record Operation(String method, String pattern, Set<String> scopes, boolean open) {
        public Operation {
            scopes = Set.copyOf(scopes);
            if (!pattern.startsWith("/") || pattern.equals("/**")) {
                throw new IllegalArgumentException("an API's path starts with a slash: " + pattern);
            }
        }

        public static Operation get(String pattern, String... scopes) {
            return new Operation("GET", pattern, Set.of(scopes), false);
        }

        public static Operation post(String pattern, String... scopes) {
            return new Operation("POST", pattern, Set.of(scopes), false);
        }

        public static Operation put(String pattern, String... scopes) {
            return new Operation("PUT", pattern, Set.of(scopes), false);
        }

        public static Operation delete(String pattern, String... scopes) {
            return new Operation("DELETE", pattern, Set.of(scopes), false);
        }

        /** Read by anybody. */
        public static Operation open(String pattern) {
            return new Operation("GET", pattern, Set.of(), true);
        }
    }
}
