package org.throughline.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.throughline.server.console.ConsoleCommand;

/** The server's application class, and the commands that run it. */
@SpringBootApplication
public class ThroughlineServer {
    public static void main(String[] args) {
        System.exit(ConsoleCommand.run(ThroughlineServer.class, args));
    }
}
