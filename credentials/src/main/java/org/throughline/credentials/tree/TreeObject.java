package org.throughline.credentials.tree;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object that was read, with its members in the order of the text.
 *
 * <p>Immutable. A verification asks some hundred times for members of small objects; a short array is the quickest answer, and goes
 * round without making anything new.
 */
final class TreeObject extends AbstractMap<String, JsonValue> implements JsonObject {

    /** Up to here a look along the array is quicker than a table. */
    private static final int SMALL = 8;

    /** Names that a hash cannot tell apart are found by accident in no object, and by the hundred in one that shall cost us time. */
    private static final int MOST_ALIKE = 8;

    private static final int[] NO_TABLE = {};
    private static final TreeObject EMPTY = new TreeObject(new Member[0], NO_TABLE);

    private final Member[] members;
    private final int[] table;

    private TreeObject(Member[] members, int[] table) {
        this.members = members;
        this.table = table;
    }

    /**
     * An object of these members.
     *
     * @throws SameNameException if two of them have one name, or many were chosen to look alike
     */
    static TreeObject of(Member[] members) throws SameNameException {
        return members.length == 0 ? EMPTY : new TreeObject(members, table(members));
    }

    private static int[] table(Member[] members) throws SameNameException {
        if (members.length <= SMALL) {
            for (int i = 1; i < members.length; i++) {
                for (int j = 0; j < i; j++) {
                    if (members[j].isCalled(members[i].getKey())) {
                        throw new SameNameException(members[i].getKey(), true);
                    }
                }
            }
            return NO_TABLE;
        }
        int[] table = new int[Integer.highestOneBit(members.length) * 4];
        for (int i = 0; i < members.length; i++) {
            String name = members[i].getKey();
            int at = place(name, table);
            int alike = 0;
            while (table[at] != 0) {
                String other = members[table[at] - 1].getKey();
                if (other.hashCode() == name.hashCode()) {
                    if (other.equals(name)) {
                        throw new SameNameException(name, true);
                    }
                    if (++alike > MOST_ALIKE) {
                        throw new SameNameException(name, false);
                    }
                }
                at = (at + 1) & (table.length - 1);
            }
            table[at] = i + 1;
        }
        return table;
    }

    private static int place(String name, int[] table) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }

    /** The object without one of its members. */
    TreeObject without(String name) {
        Member gone = member(name);
        if (gone == null) {
            return this;
        }
        Member[] others = new Member[members.length - 1];
        int count = 0;
        for (Member member : members) {
            if (member != gone) {
                others[count++] = member;
            }
        }
        return ofDifferent(others);
    }

    /** The object with another member in front. */
    TreeObject after(String name, JsonValue value) {
        Member[] others = new Member[members.length + 1];
        others[0] = new Member(name, value);
        System.arraycopy(members, 0, others, 1, members.length);
        return ofDifferent(others);
    }

    private static TreeObject ofDifferent(Member[] members) {
        try {
            return of(members);
        } catch (SameNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private @Nullable Member member(@Nullable Object key) {
        if (!(key instanceof String name)) {
            return null;
        }
        if (table.length == 0) {
            for (Member member : members) {
                if (member.isCalled(name)) {
                    return member;
                }
            }
            return null;
        }
        int at = place(name, table);
        while (table[at] != 0) {
            Member member = members[table[at] - 1];
            if (member.isCalled(name)) {
                return member;
            }
            at = (at + 1) & (table.length - 1);
        }
        return null;
    }

    @Override
    public @Nullable JsonValue get(@Nullable Object key) {
        Member member = member(key);
        return member == null ? null : member.getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return member(key) != null;
    }

    @Override
    public int size() {
        return members.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super JsonValue> action) {
        for (Member member : members) {
            action.accept(member.getKey(), member.getValue());
        }
    }

    @Override
    public Set<Entry<String, JsonValue>> entrySet() {
        return new Members(members);
    }

    @Override
    public ValueType getValueType() {
        return ValueType.OBJECT;
    }

    @Override
    public @Nullable JsonArray getJsonArray(String name) {
        return (JsonArray) get(name);
    }

    @Override
    public @Nullable JsonObject getJsonObject(String name) {
        return (JsonObject) get(name);
    }

    @Override
    public @Nullable JsonNumber getJsonNumber(String name) {
        return (JsonNumber) get(name);
    }

    @Override
    public @Nullable JsonString getJsonString(String name) {
        return (JsonString) get(name);
    }

    @Override
    public String getString(String name) {
        return Objects.requireNonNull(getJsonString(name)).getString();
    }

    @Override
    public String getString(String name, String otherwise) {
        return get(name) instanceof JsonString text ? text.getString() : otherwise;
    }

    @Override
    public int getInt(String name) {
        return Objects.requireNonNull(getJsonNumber(name)).intValue();
    }

    @Override
    public int getInt(String name, int otherwise) {
        return get(name) instanceof JsonNumber number ? number.intValue() : otherwise;
    }

    @Override
    public boolean getBoolean(String name) {
        JsonValue value = Objects.requireNonNull(get(name));
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw new ClassCastException(name + " is neither true nor false");
        }
        return value == JsonValue.TRUE;
    }

    @Override
    public boolean getBoolean(String name, boolean otherwise) {
        JsonValue value = get(name);
        return value == JsonValue.TRUE || (value != JsonValue.FALSE && otherwise);
    }

    @Override
    public boolean isNull(String name) {
        return Objects.requireNonNull(get(name)) == JsonValue.NULL;
    }

    @Override
    public String toString() {
        return new JsonText().write(this);
    }

    /** Said of an object whose names cannot be told apart. */
    static final class SameNameException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final boolean twice;

        SameNameException(String name, boolean twice) {
            super(
                    twice
                            ? "The property \"" + name + "\" stands twice in one object"
                            : "The names of the properties in one object were chosen to be hard to tell apart",
                    null,
                    false,
                    false);
            this.name = name;
            this.twice = twice;
        }

        String name() {
            return name;
        }

        /** Whether it is one name that stands twice. */
        boolean isTwice() {
            return twice;
        }
    }

    /** The members, as a set. */
    private static final class Members extends AbstractSet<Entry<String, JsonValue>> {
        private final Member[] members;

        Members(Member[] members) {
            this.members = members;
        }

        @Override
        public int size() {
            return members.length;
        }

        @Override
        public Iterator<Entry<String, JsonValue>> iterator() {
            return new Going(members);
        }
    }

    /** Goes along the members. */
    private static final class Going implements Iterator<Entry<String, JsonValue>> {
        private final Member[] members;
        private int at;

        Going(Member[] members) {
            this.members = members;
        }

        @Override
        public boolean hasNext() {
            return at < members.length;
        }

        @Override
        public Entry<String, JsonValue> next() {
            if (at >= members.length) {
                throw new NoSuchElementException();
            }
            return members[at++];
        }
    }
}
