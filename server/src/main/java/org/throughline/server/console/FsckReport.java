package org.throughline.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.json.JsonWriter;

/** What fsck found, in lines for people or as JSON. */
public record FsckReport(List<Fsck.Answer> answers) {
    private static final JsonWriter<List<Fsck.Answer>> JSON = JsonWriter.of(members ->
            members.add().as(list -> list.stream().map(FsckReport::fields).toList()));

    public FsckReport {
        answers = List.copyOf(answers);
    }

    /** Whether everything holds. */
    public boolean ok() {
        return answers.stream().allMatch(Fsck.Answer::ok);
    }

    public String text() {
        List<String> lines = new ArrayList<>();
        for (Fsck.Answer answer : answers) {
            lines.add("%-7s %-4s %s (%,d checked)"
                    .formatted(answer.ok() ? "ok" : "BROKEN", answer.id(), answer.title(), answer.checked()));
            answer.findings().forEach(finding -> lines.add("             " + finding));
        }
        long broken = answers.stream().filter(answer -> !answer.ok()).count();
        lines.add(broken == 0 ? "Everything holds." : "%d of %d do not hold.".formatted(broken, answers.size()));
        return String.join("\n", lines) + "\n";
    }

    /** A list of {@code {id, title, ok, checked, findings}}. */
    public String json() {
        return JSON.writeToString(answers) + "\n";
    }

    private static Map<String, Object> fields(Fsck.Answer answer) {
        return Map.of(
                "id", answer.id(),
                "title", answer.title(),
                "ok", answer.ok(),
                "checked", answer.checked(),
                "findings", answer.findings());
    }
}
