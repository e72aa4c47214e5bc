package org.throughline.server.frameworks;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.throughline.server.outbound.StrangerDoor;

/** An editor follows a framework at another server, and names where that server gives tokens. */
public class MirrorDoors {
    private record Door(String name, Function<String, SourceAnswer> asking) implements StrangerDoor {
        @Override
        public String ask(String address) {
            return asking.apply(address) instanceof SourceAnswer.Trouble trouble
                    ? StrangerDoor.judged(trouble.words())
                    : "it was believed";
        }
    }

    @Bean
    StrangerDoor mirrorsSource(PackageFetch fetch) {
        return new Door("source of a mirror", address -> fetch.ask(address, Optional.empty(), PackageFetch.Copy.NONE));
    }

    @Bean
    StrangerDoor mirrorsTokens(PackageFetch fetch) {
        return new Door(
                "token endpoint of a mirror's source",
                address -> fetch.ask(
                        "https://good.example.org/package",
                        Optional.of(new PackageFetch.Client(address, "us", "a secret", "")),
                        PackageFetch.Copy.NONE));
    }
}
