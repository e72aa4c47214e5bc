package org.throughline.server.access;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.throughline.server.outbound.StrangerDoor;
import org.throughline.server.support.RunningServer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A program registers itself and names all the addresses that programs have. None of them is ever asked. */
public final class RegistrationDoor implements StrangerDoor {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    RegistrationDoor(RunningServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "program's registration";
    }

    @Override
    public boolean isAskedOnlyDirectly() {
        return true;
    }

    @Override
    public String ask(String address) {
        ObjectNode metadata = JSON.createObjectNode().put("client_name", "A stranger");
        metadata.putArray("redirect_uris").add(address);
        metadata.putArray("request_uris").add(address);
        for (String name : new String[] {
            "client_uri", "logo_uri", "policy_uri", "tos_uri", "jwks_uri", "sector_identifier_uri", "initiate_login_uri"
        }) {
            metadata.put(name, address);
        }
        try {
            var said = http.send(
                    HttpRequest.newBuilder(server.at("/oauth2/register"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(metadata.toString()))
                            .build(),
                    BodyHandlers.ofString());
            return said.statusCode() == 201 || said.statusCode() == 400
                    ? StrangerDoor.judged(said.body())
                    : "the status is " + said.statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
