package org.throughline.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Allowance;
import org.throughline.server.limits.Network;
import org.throughline.server.limits.TrustedProxies.Header;
import picocli.CommandLine.Option;

/** How often strangers and others may do what, and which proxies are believed when they say who asks. */
final class LimitOptions {

    @Option(
            names = "--limit",
            paramLabel = "ACT=N/TIME",
            description =
                    "How often something may be done, e.g. verify=120/1m. May be given several times; the acts and"
                            + " their usual limits stand in docs/guides/limits.md.")
    Map<String, String> limits = Map.of();

    @Option(
            names = "--crowd",
            paramLabel = "NETWORK=PEOPLE",
            description =
                    "An address that many people share, e.g. 203.0.113.7=500: what is counted by address counts that"
                            + " many times there. May be given several times.")
    Map<String, Integer> crowds = Map.of();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "NETWORK",
            description =
                    "A proxy before this server, e.g. 10.0.0.0/8: it is believed when it says who asks. May be given"
                            + " several times. Default: none.")
    List<String> proxies = List.of();

    @Option(
            names = "--proxy-header",
            paramLabel = "NAME",
            description = "Where trusted proxies say it: X-Forwarded-For or Forwarded. Default: X-Forwarded-For.")
    @Nullable
    String header;

    /** These options in Spring's words. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        try {
            limits.forEach((act, allowance) ->
                    words.add("--throughline.limits." + known(act) + "=" + Allowance.parse(allowance)));
            if (!crowds.isEmpty()) {
                words.add("--throughline.crowds="
                        + String.join(
                                ",",
                                crowds.entrySet().stream()
                                        .map(crowd -> checked(crowd.getKey()) + "=" + crowd.getValue())
                                        .toList()));
            }
            if (!proxies.isEmpty()) {
                words.add("--throughline.trusted-proxies="
                        + String.join(
                                ",", proxies.stream().map(LimitOptions::checked).toList()));
            }
            if (header != null) {
                words.add("--throughline.proxy-header=" + Header.parse(header).text());
            }
        } catch (IllegalArgumentException e) {
            throw new ConsoleFailure(String.valueOf(e.getMessage()), e);
        }
        return words;
    }

    private static String known(String act) {
        return Act.named(act)
                .map(Act::code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--limit knows %s, not '%s'".formatted(String.join(", ", Act.codes()), act)));
    }

    private static String checked(String network) {
        Network.parse(network);
        return network.strip();
    }
}
