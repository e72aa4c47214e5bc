package org.throughline.caseformat.json;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Where objects stand in the file; each is spelled out only when it is asked for. */
final class Pointers extends AbstractList<String> implements RandomAccess {

    private final String[] parents;
    private final int[] indexes;

    Pointers(List<Written> written) {
        parents = new String[written.size()];
        indexes = new int[written.size()];
        for (int i = 0; i < parents.length; i++) {
            Written one = written.get(i);
            parents[i] = one.index() < 0 ? one.pointer() : one.parent();
            indexes[i] = one.index();
        }
    }

    @Override
    public String get(int index) {
        return indexes[index] < 0 ? parents[index] : parents[index] + "/" + indexes[index];
    }

    @Override
    public int size() {
        return parents.length;
    }
}
