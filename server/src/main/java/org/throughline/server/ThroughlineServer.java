package org.throughline.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server's application class. */
@SpringBootApplication
public class ThroughlineServer {
    public static void main(String[] args) {
        SpringApplication.run(ThroughlineServer.class, args);
    }
}
