package org.throughline.server.site;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.RecentDocuments;
import org.throughline.credentials.load.RemoteDocuments;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.shared.LocalDocument;
import org.throughline.server.shared.OutboundRequests;
import org.throughline.server.shared.PublicAddress;

/** What every room asks for and no room owns: the address that the world sees, and the verifier with its documents. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
    @Bean
    PublicAddress publicAddress(
            @Value("${throughline.public-url:}") String publicUrl, @Value("${server.port:8080}") int port) {
        return new PublicAddress(URI.create(publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.strip()));
    }

    @Bean
    DocumentLoader documents(PublicAddress address, ObjectProvider<LocalDocument> rooms, OutboundRequests requests) {
        return new LocalDocuments(
                address,
                rooms::stream,
                new RecentDocuments(
                        new RemoteDocuments(requests.fetcher("verification").build())));
    }

    @Bean
    IssuerRegistry organizationsHere(IssuerKeys keys, PublicAddress address) {
        return new OrganizationsHere(keys, address);
    }

    @Bean
    CredentialVerifier verifier(
            DocumentLoader documents,
            CompetencyResolver competencies,
            StolenKeys stolenKeys,
            IssuerRegistry organizationsHere,
            Clock clock) {
        return CredentialVerifier.builder()
                .documents(documents)
                .competencies(competencies)
                .stolenKeys(stolenKeys)
                .registries(List.of(organizationsHere))
                .clock(clock)
                .build();
    }
}
