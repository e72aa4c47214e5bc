package org.throughline.server.laws.samples;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.mail.Transport;
import java.awt.Toolkit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.naming.InitialContext;
import javax.net.ssl.SSLSocketFactory;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.UrlResource;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.throughline.safefetch.SafeFetcher;

/** Every way out beside safe-fetch that we know, one a class. Nothing here ever runs. */
@SuppressWarnings({"unused", "BanJNDI", "deprecation"})
public final class Leaks {
    private Leaks() {}

    static class ByTemplate {
        Object leak(String address) {
            return String.valueOf(new RestTemplate().getForObject(address, String.class));
        }
    }

    static class ByRestClient {
        Object leak(String address) {
            return RestClient.create(address);
        }
    }

    static class ByHttpClient {
        Object leak() {
            return HttpClient.newHttpClient();
        }
    }

    static class ByIssuerLocation {
        Object leak(String address) {
            return JwtDecoders.fromIssuerLocation(address);
        }
    }

    static class ByDecoderOfIssuer {
        Object leak(String address) {
            return NimbusJwtDecoder.withIssuerLocation(address);
        }
    }

    static class ByDecoderOfKeys {
        Object leak(String address) {
            return NimbusJwtDecoder.withJwkSetUri(address);
        }
    }

    static class ByProviderMetadata {
        Object leak(String address) throws Exception {
            return OIDCProviderMetadata.resolve(new Issuer(address));
        }
    }

    static class ByKeySet {
        Object leak(URL address) throws Exception {
            return JWKSet.load(address);
        }
    }

    static class ByKeySource {
        Object leak(URL address) {
            return JWKSourceBuilder.<SecurityContext>create(address);
        }
    }

    static class ByRetriever {
        Object leak() {
            return new DefaultResourceRetriever();
        }
    }

    static class ByTokenRequest {
        Object leak(HTTPRequest request) throws Exception {
            return request.send();
        }
    }

    static class ByPicture {
        Object leak(URL address) throws Exception {
            return ImageIO.read(address);
        }
    }

    static class ByToolkit {
        Object leak(URL address) {
            return Toolkit.getDefaultToolkit().getImage(address);
        }
    }

    static class ByStream {
        Object leak(URI address) throws Exception {
            return address.toURL().openStream();
        }
    }

    static class ByStreamReference {
        interface Opening {
            Object open(URL address) throws Exception;
        }

        Opening leak() {
            return URL::openStream;
        }
    }

    static class ByConnection {
        Object leak(URL address) throws Exception {
            return address.openConnection();
        }
    }

    static class ByClassLoader {
        Object leak(URL address) {
            return new URLClassLoader(new URL[] {address});
        }
    }

    static class BySocket {
        Object leak(String host) throws Exception {
            return new Socket(host, 80);
        }
    }

    static class BySecureSocket {
        Object leak(String host) throws Exception {
            return SSLSocketFactory.getDefault().createSocket(host, 443);
        }
    }

    static class ByChannel {
        Object leak(InetSocketAddress address) throws Exception {
            return SocketChannel.open(address);
        }
    }

    static class ByDatagram {
        Object leak() throws Exception {
            return DatagramChannel.open();
        }
    }

    static class ByName {
        Object leak(String host) throws Exception {
            return InetAddress.getByName(host);
        }
    }

    static class BySocketName {
        Object leak(String host) {
            return new InetSocketAddress(host, 80);
        }
    }

    static class ByNameReference {
        interface LookUp {
            Object find(String host) throws Exception;
        }

        LookUp leak() {
            return InetAddress::getAllByName;
        }
    }

    static class ByDirectory {
        Object leak(String name) throws Exception {
            return new InitialContext().lookup(name);
        }
    }

    static class ByResource {
        Object leak(String address) throws Exception {
            return new UrlResource(address);
        }
    }

    static class ByResourceLoader {
        Object leak(String address) {
            return new DefaultResourceLoader().getResource(address);
        }
    }

    static class ByDocument {
        Object leak(String address) throws Exception {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(address);
        }
    }

    static class BySource {
        Object leak(String address) {
            return new StreamSource(address);
        }
    }

    static class ByLetter {
        Object leak(Transport transport) {
            return transport;
        }
    }

    static class ByARuleOfItsOwn {
        Function<Object, Object> leak() {
            return any -> SafeFetcher.builder();
        }
    }
}
