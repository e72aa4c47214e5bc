package org.throughline.server.injection;

import java.util.ArrayList;
import java.util.List;

/** Two hundred ways to get script out of a text: each calls {@code __canary(n)} with its own number where it runs. */
public final class Payloads {
    /** Markup that runs script by itself, without anybody's click; %s is the call. */
    private static final List<String> MARKUP = List.of(
            "<script>%s</script>",
            "<ScRiPt >%s</sCrIpT>",
            "<img src=x onerror=%s>",
            "<IMG SRC='x' ONERROR='%s'>",
            "<svg onload=%s>",
            "<svg/onload=%s>",
            "<svg><script>%s</script></svg>",
            "<svg><animate onbegin=%s attributeName=x dur=1s>",
            "<body onload=%s>",
            "<iframe srcdoc=\"<script>parent.%s</script>\"></iframe>",
            "<iframe src=\"javascript:parent.%s\"></iframe>",
            "<input autofocus onfocus=%s>",
            "<details open ontoggle=%s>x</details>",
            "<video><source onerror=%s></video>",
            "<audio src=x onerror=%s>",
            "<object data=\"data:text/html,<script>parent.%s</script>\"></object>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=%s>",
            "<template><img src=x onerror=%s></template><img src=x onerror=%s>",
            "<div hx-on:htmx:load=\"%s\">x</div>",
            "<div hx-get=\"/verify\" hx-trigger=\"load\" hx-on::before-request=\"%s\">x</div>");

    /** What a text may stand in, and how to break out of it; %s is the markup. */
    private static final List<String> AROUND = List.of(
            "%s",
            "\">%s",
            "'>%s",
            "</textarea>%s",
            "</title>%s",
            "</script>%s",
            "-->%s",
            "</style></noscript>%s",
            "\" autofocus onfocus=\"__canary(9)\" x=\"%s",
            "\u00a0\u2028]]>%s");

    private Payloads() {}

    /** All of them; every text is its own. */
    public static List<String> all() {
        List<String> all = new ArrayList<>();
        for (String around : AROUND) {
            for (String markup : MARKUP) {
                String call = "__canary(" + all.size() + ")";
                all.add(around.replace("%s", markup.replace("%s", call)));
            }
        }
        return List.copyOf(all);
    }
}
