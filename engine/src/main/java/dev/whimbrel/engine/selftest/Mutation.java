package dev.whimbrel.engine.selftest;

/** What is done to a value, or to a row as a whole, to see whether it is found. */
public enum Mutation {
    DROPPED_ROW("row dropped"),
    DOUBLED_ROW("row doubled"),
    STRANGE_ROW("row that nothing expects"),
    OTHER_ROW("value of another row"),
    LOST("value lost"),
    INVENTED("value where there was none"),
    EMPTIED("text emptied"),
    BLANK_AFTER("blank after it"),
    BLANK_BEFORE("blank before it"),
    CASE("capitals and small letters exchanged"),
    DECOMPOSED("letters and accents parted"),
    MOJIBAKE("wrong encoding"),
    CUT("last character cut"),
    LAST_CHARACTER("last character changed"),
    SIGN("sign changed"),
    TENFOLD("ten times as much"),
    LEAST_STEP("the least step more"),
    FLIPPED("yes for no"),
    SECOND("a second later"),
    QUARTER("a quarter of an hour later"),
    HOUR("an hour later"),
    DAY("a day later"),
    MIDNIGHT("time of day lost"),
    SENTINEL("1900-01-01 instead"),
    WRAPPED("one element of JSON more"),
    NOWHERE("reference to nothing");

    private final String words;

    Mutation(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
