package org.throughline.credentials.bake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of an SVG that is known to be well-formed and without declarations: tags are put in and taken out, all else stays. */
final class SvgText {

    private static final Pattern PREFIX = Pattern.compile("\\sxmlns:openbadges\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern UNWRITABLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private String text;

    SvgText(String text) {
        this.text = text;
    }

    /** Whether a document type before the first tag has declarations between brackets. */
    static boolean declaresAnything(String text) {
        int at = 0;
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) {
                return false;
            }
            if (text.startsWith("<!DOCTYPE", at)) {
                int end = endOfTag(text, at, true);
                return text.charAt(end - 1) == '[';
            }
            if (!text.startsWith("<?", at) && !text.startsWith("<!", at)) {
                return false;
            }
            at = endOfMarkup(text, at);
        }
    }

    /** Takes the n-th tag of the document out, with its body, counted from 1; the body holds no other tags. */
    void remove(int number) {
        int start = startOfTag(number);
        int end = endOfMarkup(text, start);
        if (text.charAt(end - 2) != '/') {
            int next = text.indexOf('<', end);
            while (!text.startsWith("</", next)) {
                next = text.indexOf('<', endOfMarkup(text, next));
            }
            end = endOfMarkup(text, next);
        }
        text = text.substring(0, start) + text.substring(end);
    }

    /** Puts a credential in as the first child of the root (Open Badges 3.0, section 5.3.2.1). */
    String insert(Baking baking, String credential) {
        if (UNWRITABLE.matcher(credential).find()) {
            throw new IllegalArgumentException("The credential holds characters that can't stand in XML");
        }
        int start = startOfTag(1);
        int end = endOfMarkup(text, start);
        boolean empty = text.charAt(end - 2) == '/';
        String root = text.substring(start, empty ? end - 2 : end - 1);
        Matcher prefix = PREFIX.matcher(root);
        String own = " xmlns:openbadges=\"" + baking.namespace() + "\"";
        String declared = "";
        if (!prefix.find()) {
            root += own;
        } else if (!baking.namespace().equals(prefix.group(1) == null ? prefix.group(2) : prefix.group(1))) {
            declared = own; // the picture uses the same prefix for something else
        }
        String name = "openbadges:" + baking.tag();
        String tag = credential.stripLeading().startsWith("{")
                ? "<" + name + declared + ">" + body(credential) + "</" + name + ">"
                : "<" + name + declared + " verify=\"" + escaped(credential.strip()) + "\"/>";
        String closing = empty ? "</" + text.substring(start + 1, start + nameLength(root)) + ">" : "";
        return text.substring(0, start) + root + ">" + tag + closing + text.substring(end);
    }

    private static int nameLength(String root) {
        int at = 1;
        while (at < root.length() && !Character.isWhitespace(root.charAt(at))) {
            at++;
        }
        return at;
    }

    /** CDATA as the standard has it; where the text has carriage returns, which a reader of XML would lose there, it is escaped instead. */
    private static String body(String json) {
        return json.indexOf('\r') >= 0 ? escaped(json) : "<![CDATA[" + json.replace("]]>", "]]]]><![CDATA[>") + "]]>";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }

    private int startOfTag(int number) {
        int count = 0;
        int at = 0;
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) {
                throw new IllegalArgumentException("The SVG has no tag number " + number);
            }
            char next = text.charAt(at + 1);
            if (next != '!' && next != '?' && next != '/' && ++count == number) {
                return at;
            }
            at = endOfMarkup(text, at);
        }
    }

    /** The place behind a comment, CDATA section, processing instruction or tag. */
    private static int endOfMarkup(String text, int at) {
        if (text.startsWith("<!--", at)) {
            return behind(text, "-->", at + 4);
        }
        if (text.startsWith("<![CDATA[", at)) {
            return behind(text, "]]>", at);
        }
        if (text.startsWith("<?", at)) {
            return behind(text, "?>", at);
        }
        return endOfTag(text, at, false);
    }

    private static int behind(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    /** The place behind the next {@code >}, or the next {@code [} where one is asked for, outside of quotes. */
    private static int endOfTag(String text, int at, boolean orBracket) {
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>' || orBracket && c == '[') {
                return i + 1;
            }
        }
        return text.length();
    }
}
