package dev.whimbrel.bench.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables of the bench. Values are drawn by hashing the row's number with a seed of each column's own, so that the same rows
 * come out on any machine: some 2 % of texts hold what breaks naive tools, and 2 to 50 % of the nullable values are null.
 */
public final class Layouts {
    private static final String FIRST = array("Anna Łukasz Jürgen Zoë Maria Emil Sofía Björn Aylin Noah Ida Omar");
    private static final String LAST =
            array("Keller Nowak Østergård Schmidt Lindqvist Müller Öztürk García Novák Weiß");
    private static final String CITIES = array("Berlin Köln Wrocław Malmö Łódź Zürich Århus Graz Porto Gdańsk");
    private static final String ODD = "(array['Łódź \"Nord\"', E'tab\\there', E'back\\\\slash, comma', E'two\\nlines',"
            + " '🐦 whimbrel', 'שלום עולם', '漢字テスト', '''quoted''', 'a;b|c', E'\\u00a0no-break'])";

    private Layouts() {}

    /** Twelve columns of business data, some 260 bytes a row. */
    public static Layout accounts() {
        return new Layout(
                "account",
                List.of(
                        new Field("id", "bigint not null", "bigint not null", "g"),
                        new Field("tenant_id", "int not null", "int not null", "1 + " + draw(1, Layout.TENANTS)),
                        new Field(
                                "guid",
                                "uuid not null",
                                "char(36) character set ascii not null",
                                "md5('guid' || g)::uuid"),
                        new Field(
                                "name",
                                "varchar(80) not null",
                                "varchar(80) not null",
                                oddly(2, pick(FIRST, 3) + " || ' ' || " + pick(LAST, 4))),
                        new Field(
                                "email",
                                "varchar(120)",
                                "varchar(120)",
                                rarely(5, 5, "' User.' || g || '@Example.COM '")),
                        new Field("city", "varchar(60)", "varchar(60)", rarely(6, 20, pick(CITIES, 7))),
                        new Field("note", "varchar(200)", "varchar(200)", rarely(8, 50, note())),
                        new Field(
                                "amount",
                                "numeric(14,2) not null",
                                "decimal(14,2) not null",
                                "(" + draw(9, 100_000_000) + " - 25000000) / 100.0"),
                        new Field("active", "boolean not null", "tinyint(1) not null", draw(10, 4) + " > 0"),
                        new Field(
                                "created_at",
                                "timestamptz not null",
                                "timestamp(6) not null default '2000-01-01'",
                                moment(11)),
                        new Field("changed_at", "timestamptz", "timestamp(6) null", rarely(12, 30, moment(13))),
                        new Field("attributes", "jsonb", "json", rarely(14, 10, json()))));
    }

    /** Two hundred columns: numbers, texts, amounts and moments by turns, a third of them often null. */
    public static Layout wide() {
        List<Field> fields = new ArrayList<>(keys());
        for (int i = 3; i <= 200; i++) {
            fields.add(wideField(i));
        }
        return new Layout("wide", fields);
    }

    private static Field wideField(int i) {
        String name = "c%03d".formatted(i);
        return switch (i % 4) {
            case 0 -> new Field(name, "int", "int", rarely(i, 50, draw(i + 500, 1_000_000)));
            case 1 -> new Field(name, "varchar(40)", "varchar(40)", rarely(i, 20, pick(CITIES, i + 500) + " || g"));
            case 2 ->
                new Field(name, "numeric(12,2) not null", "decimal(12,2) not null", draw(i, 10_000_000) + " / 100.0");
            default -> new Field(name, "timestamptz not null", "timestamp(6) not null default '2000-01-01'", moment(i));
        };
    }

    /** A text of 2 kB in each row, which compression does not make small. */
    public static Layout text2k() {
        List<Field> fields = new ArrayList<>(keys());
        fields.add(new Field("title", "varchar(80) not null", "varchar(80) not null", oddly(3, "'Report ' || g")));
        fields.add(new Field(
                "body",
                "text not null",
                "mediumtext not null",
                "(select string_agg(md5(g || '/' || i), ' ' order by i) from generate_series(1, 62) i)"));
        return new Layout("report", fields);
    }

    private static List<Field> keys() {
        return List.of(
                new Field("id", "bigint not null", "bigint not null", "g"),
                new Field("tenant_id", "int not null", "int not null", "1 + " + draw(1, Layout.TENANTS)));
    }

    private static String note() {
        return "case when " + draw(20, 100) + " < 3 then '' else "
                + oddly(
                        21,
                        "repeat(" + pick(LAST, 22) + " || ' called about ' || " + pick(CITIES, 23) + " || ', ', 1 + "
                                + draw(24, 5) + ")")
                + " end";
    }

    private static String json() {
        return "jsonb_build_object('color', (array['red','grün','blue'])[1 + " + draw(25, 3) + "], 'size', "
                + draw(26, 1_000) + ", 'tags', jsonb_build_array('t' || " + draw(27, 9) + ", 'x'))";
    }

    private static String array(String words) {
        return "(array['" + words.replace(" ", "','") + "'])";
    }

    /** A number from 0 to {@code below} - 1. */
    private static String draw(int seed, int below) {
        return "(hashint8extended(g, " + seed + ") & 2147483647)::int % " + below;
    }

    private static String pick(String array, int seed) {
        return array + "[1 + (hashint8extended(g, " + seed + ") & 2147483647)::int % cardinality(" + array + ")]";
    }

    private static String rarely(int seed, int nulls, String value) {
        return "case when " + draw(seed, 100) + " >= " + nulls + " then " + value + " end";
    }

    private static String oddly(int seed, String value) {
        return "case when " + draw(seed + 100, 100) + " < 2 then " + pick(ODD, seed + 200) + " else " + value + " end";
    }

    /** Microseconds within ten years. */
    private static String moment(int seed) {
        return "timestamptz '2015-01-01 00:00:00+00' + (hashint8extended(g, " + seed
                + ") & 281474976710655) * interval '1 microsecond'";
    }
}
