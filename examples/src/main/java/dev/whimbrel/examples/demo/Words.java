package dev.whimbrel.examples.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Names and texts as an old German-speaking system holds them, with umlauts, accents and an emoji now and then. */
final class Words {
    private static final List<String> FIRST = List.of(
            "Anna", "Jürgen", "Zoë", "Mehmet", "Łukasz", "Søren", "François", "Käthe", "Uwe", "Nguyễn", "Björn", "Eva");
    private static final List<String> LAST = List.of(
            "Müller",
            "Groß",
            "O'Brien",
            "Yılmaz",
            "Kowalski",
            "Öztürk",
            "Schäfer",
            "Weiß",
            "d'Arc",
            "Jäger",
            "Sørensen");
    private static final List<String> STREETS =
            List.of("Hauptstraße", "Lindenallee", "Am Gänsemarkt", "Königsweg", "Rue de la Paix", "Bahnhofplatz");
    private static final List<String> TOWNS =
            List.of("Köln", "Lübeck", "Görlitz", "Passau", "Saarbrücken", "Jüterbog", "Bad Wörishofen");
    private static final List<String> FIRMS =
            List.of("Bäckerei", "Café Süß", "Gärtnerei", "Zahnarztpraxis", "Kfz-Werkstatt", "Blumen 🌷");
    private static final List<String> NOTES = List.of(
            "nicht angetroffen", "Zähler schwer zugänglich", "Hund! 🐕", "Schlüssel beim Hausmeister", "ok \\ ok");

    private final SplittableRandom random;

    Words(SplittableRandom random) {
        this.random = random;
    }

    String person() {
        return one(FIRST) + " " + one(LAST);
    }

    String firm() {
        return one(FIRMS) + " " + one(LAST);
    }

    String street() {
        return one(STREETS) + " " + (1 + random.nextInt(180));
    }

    String town() {
        return one(TOWNS);
    }

    String note() {
        return one(NOTES);
    }

    String phone() {
        return "+49 " + (100 + random.nextInt(900)) + " " + (10_000 + random.nextInt(900_000));
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
