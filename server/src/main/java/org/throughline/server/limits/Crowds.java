package org.throughline.server.limits;

import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that many people share: a campus behind one address, a school's proxy. What is counted by network counts that many times there.
 * Written {@code 203.0.113.7=500, 198.51.100.0/24=50}.
 */
record Crowds(List<Crowd> all) {
    Crowds {
        all = List.copyOf(all);
    }

    /** How many people come from each address of a network. */
    record Crowd(Network network, int people) {
        Crowd {
            if (people < 1 || people > 1_000_000) {
                throw new IllegalArgumentException("a crowd has between one and a million people, not " + people);
            }
        }

        static Crowd parse(String text) {
            int equals = text.lastIndexOf('=');
            try {
                return new Crowd(
                        Network.parse(text.substring(0, Math.max(equals, 0))),
                        Integer.parseInt(text.substring(equals + 1).strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'%s' is no crowd: it is written like 203.0.113.7=500".formatted(text), e);
            }
        }
    }

    static Crowds parse(String text) {
        return new Crowds(Stream.of(text.split("[,\\s]+", -1))
                .filter(each -> !each.isBlank())
                .map(Crowd::parse)
                .toList());
    }

    /** How many people are counted as one that comes from there. */
    int people(ClientNetwork from) {
        return all.stream()
                .filter(crowd -> crowd.network().contains(from.network()))
                .mapToInt(Crowd::people)
                .max()
                .orElse(1);
    }
}
