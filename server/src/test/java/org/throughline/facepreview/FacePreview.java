package org.throughline.facepreview;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.throughline.server.face.Demo;
import org.throughline.server.face.Frame;
import org.throughline.server.face.NavItem;
import org.throughline.server.face.ShellSource;
import org.throughline.server.face.SignedIn;

/**
 * The face alone on a port: {@code FacePreview 8099} and look at {@code /style-guide}. Outside the packages that the server
 * scans, so that it never becomes a part of it.
 */
@SpringBootConfiguration
@ComponentScan("org.throughline.server.face")
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
public class FacePreview {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types default";

    public static void main(String[] args) {
        start(args.length == 0 ? 8099 : Integer.parseInt(args[0]));
    }

    /** Starts on a port; 0 takes a free one. */
    public static ConfigurableApplicationContext start(int port) {
        SpringApplication application = new SpringApplication(FacePreview.class);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        return application.run(
                "--server.port=" + port,
                "--throughline.style-guide=true",
                "--spring.config.location=optional:classpath:/no-configuration/");
    }

    /** The same strictness as the server's: a page that needs more is a page with a mistake. */
    @Bean
    Filter strictPolicy() {
        return (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("Content-Security-Policy", POLICY);
            chain.doFilter(request, response);
        };
    }

    @Bean
    ShellSource sampleFrame() {
        return (path, principal) -> new Frame(
                "Throughline",
                "en",
                List.of(
                        NavItem.at("Home", "/", path),
                        NavItem.at("Frameworks", "/style-guide", path),
                        NavItem.at("Crosswalks", "/crosswalks", path),
                        NavItem.at("Credentials", "/credentials", path),
                        NavItem.at("Talent", "/talent", path),
                        NavItem.at("Pipeline", "/pipeline", path)),
                new SignedIn("Ana Ruiz", "Learner at Riverbend College", "/account", "/sign-out"),
                new Demo(
                        "/demo/sign-in",
                        List.of(
                                new Demo.Person("ana", "Ana Ruiz", "Learner at Riverbend College"),
                                new Demo.Person("evan", "Evan Cole", "Educator at Riverbend College"),
                                new Demo.Person("nora", "Nora Lind", "Recruiter at Northgrid Energy")),
                        "throughline-demo"),
                null);
    }
}
