package org.throughline.server.shared;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.safefetch.FetchPolicy;
import org.throughline.safefetch.Resolver;
import org.throughline.safefetch.SafeFetcher;

/**
 * The one rule by which this server asks addresses that strangers name, whoever in the house asks: public addresses, https, never ourselves. The
 * operator may name hosts of their own network beside them ({@code throughline.fetch.trusted-hosts}); nobody else can.
 */
@Component
public class OutboundRequests {
    private final FetchPolicy policy;
    private final Set<String> trustedHosts;
    private final boolean allowsLoopback;
    private final MeterRegistry meters;
    private final ObjectProvider<Resolver> resolver;
    private final ObjectProvider<SSLContext> tls;

    OutboundRequests(
            @Value("${throughline.fetch.allow-loopback:false}") boolean allowsLoopback,
            @Value("${throughline.fetch.trusted-hosts:}") String trustedHosts,
            PublicAddress address,
            MeterRegistry meters,
            ObjectProvider<Resolver> resolver,
            ObjectProvider<SSLContext> tls) {
        this.allowsLoopback = allowsLoopback;
        this.trustedHosts = Arrays.stream(trustedHosts.split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        FetchPolicy general = allowsLoopback ? FetchPolicy.allowingLoopback() : FetchPolicy.strict();
        this.policy = general.refusingHosts(
                        allowsLoopback ? Set.of() : Set.of(address.base().getHost()))
                .trustingHosts(this.trustedHosts);
        this.meters = meters;
        this.resolver = resolver;
        this.tls = tls;
    }

    /**
     * A fetcher under the house's rule, to be given its own waits.
     *
     * @param purpose what is fetched, in one or two words; the metric {@code throughline.fetch} counts by it and by how fetches ended
     */
    public SafeFetcher.Builder fetcher(String purpose) {
        SafeFetcher.Builder builder = SafeFetcher.builder()
                .policy(policy)
                .ended(result -> meters.counter("throughline.fetch", "purpose", purpose, "code", result.code())
                        .increment());
        resolver.ifAvailable(builder::resolver);
        tls.ifAvailable(builder::tls);
        return builder;
    }

    /** The hosts of the operator's own network that may be asked. */
    public Set<String> trustedHosts() {
        return trustedHosts;
    }

    /** Whether this machine itself may be asked, as in tests and demonstrations. */
    public boolean allowsLoopback() {
        return allowsLoopback;
    }
}
