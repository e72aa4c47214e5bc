package org.throughline.server.supply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.w3c.dom.NodeList;

/** The known-bad ranges that {@code build/version-floors.xml} names, read a second time without the enforcer. */
final class Floors {
    private static final Pattern RANGE = Pattern.compile("([^:]+):([^:]+):\\(,([^)]+)\\)");

    /** Below this version a library may not come in; the artifact may be {@code *}. */
    record Floor(String group, String artifact, String version) {
        private boolean isOf(String group, String artifact) {
            return this.group.equals(group) && (this.artifact.equals("*") || this.artifact.equals(artifact));
        }
    }

    private final List<Floor> all;

    private Floors(List<Floor> all) {
        this.all = List.copyOf(all);
    }

    static Floors of(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList excludes = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("exclude");
        List<Floor> all = new ArrayList<>();
        for (int i = 0; i < excludes.getLength(); i++) {
            String text = excludes.item(i).getTextContent().strip();
            Matcher range = RANGE.matcher(text);
            if (!range.matches()) {
                throw new IllegalArgumentException(
                        file + ": '" + text + "' is not group:artifact:(,version), which is all that is read here");
            }
            all.add(new Floor(range.group(1), range.group(2), range.group(3)));
        }
        return new Floors(all);
    }

    List<Floor> all() {
        return all;
    }

    /** The floor below which this version is; empty where it may come in. */
    Optional<Floor> brokenBy(String group, String artifact, String version) {
        return all.stream()
                .filter(floor -> floor.isOf(group, artifact))
                .filter(floor -> new ComparableVersion(version).compareTo(new ComparableVersion(floor.version())) < 0)
                .findFirst();
    }
}
