package dev.whimbrel.engine.compare;

import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which of the compared columns are the key's. They are no part of a row's content: so a row is known again under another key, or under
 * another owner where the key holds the owner.
 *
 * @param places of the key's columns among those that are compared
 * @param owner which part of the key names the owner; -1 where none does
 * @param parts how many the key has
 */
public record KeyColumns(Set<Integer> places, int owner, int parts) {
    /** Of rows whose key is none of the columns that are compared. */
    public static final KeyColumns NONE = new KeyColumns(Set.of(), -1, 1);

    public KeyColumns {
        places = Set.copyOf(places);
    }

    boolean holdOwner() {
        return owner >= 0;
    }

    /** The part of a key that names the owner; empty where none does. */
    String owner(String key) {
        return holdOwner() ? Key.split(key, parts).get(owner) : "";
    }

    /** A key but for the part that names the owner. */
    String withoutOwner(String key) {
        if (!holdOwner() || parts == 1) {
            return holdOwner() ? "" : key;
        }
        List<Object> rest = new ArrayList<>(Key.split(key, parts));
        rest.remove(owner);
        return new Key(rest).text();
    }
}
