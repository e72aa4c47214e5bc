package org.throughline.server.console;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application; what goes wrong is told by {@link ConsoleCommand}, once. */
final class ServerStart {

    private static final List<String> QUIET = List.of(
            "--logging.level.org.springframework.boot.SpringApplication=off",
            "--logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter=off",
            "--logging.level.org.springframework.boot.web.server.servlet.context=error",
            "--logging.level.org.throughline.server.ThroughlineServer=warn");

    private final Class<?> application;

    ServerStart(Class<?> application) {
        this.application = application;
    }

    ConfigurableApplicationContext start(List<String> words) {
        List<String> all = new ArrayList<>(QUIET);
        all.addAll(words);
        return new SpringApplication(application).run(all.toArray(String[]::new));
    }
}
