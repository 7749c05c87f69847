package dev.whimbrel.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Persons none of whose values may be shown anywhere. Each part of a person is a word of small letters that stands nowhere else: a key, a
 * name, an address, a note, and the name of a member of JSON.
 */
record Canaries(List<Person> persons) {
    /** So much of a word gives it away. */
    private static final int TELLING = 8;

    private static final int LENGTH = 16;

    Canaries {
        persons = List.copyOf(persons);
    }

    record Person(int branch, String key, String name, String email, String note, String member) {
        /** The row in a table with the columns key, branch, name, email, note, extra. */
        String values() {
            return "('" + key + "', " + branch + ", 'Frau " + name + "', '" + email + "@example.org', 'owes " + note
                    + " much', '{\"" + member + "\": [1, \"" + note + "\"], \"size\": {\"" + member + "\": 3}}')";
        }
    }

    static Canaries of(int persons, long seed) {
        Random random = new Random(seed);
        List<Person> all = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            all.add(new Person(1 + i % 2, word(random), word(random), word(random), word(random), word(random)));
        }
        return new Canaries(all);
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder("q");
        while (word.length() < LENGTH) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** The words a good part of which stands in a text, at either end or in the middle, in whatever case. */
    Set<String> in(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        Predicate<String> told = word -> small.contains(word.substring(0, TELLING))
                || small.contains(word.substring(LENGTH - TELLING))
                || small.contains(word.substring(TELLING / 2, TELLING / 2 + TELLING));
        Set<String> found = new LinkedHashSet<>();
        for (Person person : persons) {
            for (String word : List.of(person.key(), person.name(), person.email(), person.note(), person.member())) {
                if (told.test(word)) {
                    found.add(word);
                }
            }
        }
        return found;
    }
}
