package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.value.Type;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the declared columns: each a name alone, for text, or a map of {@code name}, {@code type}, {@code format} (a date's or
 * time's pattern; hex or base64 for bytes), {@code decimal}, {@code thousands}, {@code locale}, {@code zone}, {@code true} and
 * {@code false} (words), and for fixed width {@code start} and {@code length}. What holds for most columns may be said once
 * for the file.
 */
final class FieldSettings {
    private static final Set<String> NAMES = Set.of(
            "name", "type", "format", "decimal", "thousands", "locale", "zone", "true", "false", "start", "length");
    private static final Pattern TYPE = Pattern.compile("([a-z]+)(?:\\((\\d{1,6})(?:, ?(\\d{1,6}))?\\))?");

    private FieldSettings() {}

    static List<Field> fields(Settings file, List<Problem> problems, boolean fixed) {
        List<Field> fields = new ArrayList<>();
        Object columns = file.value("columns");
        if (columns instanceof List<?> list) {
            Set<String> names = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                Object one = list.get(i);
                if (!(one instanceof Map<?, ?>)) {
                    one = Map.of("name", String.valueOf(one));
                }
                Settings settings = new Settings(one, file.path() + ".columns[" + i + "]", problems);
                settings.allow(NAMES);
                Field field = field(settings, file, fixed);
                if (field.name().isEmpty() || !names.add(field.name())) {
                    settings.invalid("name", field.name().isEmpty() ? "is missing" : "is used twice");
                }
                fields.add(field);
            }
        } else if (columns != null) {
            file.invalid("columns", "is no list");
        } else if (fixed) {
            file.invalid("columns", "is missing, and a fixed-width file needs it");
        }
        return fields;
    }

    private static Field field(Settings settings, Settings file, boolean fixed) {
        String name = settings.text("name", "");
        Type type = type(settings);
        int start = settings.number("start");
        int length = settings.number("length");
        if (fixed != (start > 0 && length > 0)) {
            settings.invalid(
                    "start",
                    fixed ? "and length are needed in a fixed-width file" : "and length are for fixed width only");
        }
        Field field = new Field(name, type, start, length, format(settings, file));
        try {
            Conversion.of(field);
        } catch (IllegalArgumentException | DateTimeException e) {
            settings.invalid("format", "cannot be understood: " + e.getMessage());
            return Field.text(name);
        }
        return field;
    }

    private static Field.Format format(Settings settings, Settings file) {
        Field.Format plain = Field.Format.PLAIN;
        Character decimal = settings.character("decimal", file.character("decimal", plain.decimal()));
        Character thousands = settings.character("thousands", file.character("thousands", null));
        if (decimal == null || decimal.equals(thousands)) {
            settings.invalid("decimal", "is empty or the same as thousands");
            decimal = plain.decimal();
        }
        return new Field.Format(
                settings.text("format"),
                settings.text("locale", file.text("locale", plain.locale())),
                settings.has("zone") ? settings.text("zone") : file.text("zone"),
                decimal,
                thousands,
                lower(settings.texts("true", plain.yes())),
                lower(settings.texts("false", plain.no())));
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }

    private static Type type(Settings settings) {
        String text = settings.text("type", "text").toLowerCase(Locale.ROOT);
        Matcher matcher = TYPE.matcher(text);
        Type type =
                matcher.matches() ? type(matcher.group(1), number(matcher.group(2)), number(matcher.group(3))) : null;
        if (type == null) {
            settings.invalid("type", "is no type known here");
            return Type.TEXT;
        }
        return type;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? -1 : Integer.parseInt(digits);
    }

    private static @Nullable Type type(String name, int first, int second) {
        return switch (name) {
            case "boolean", "bool" -> Type.BOOLEAN;
            case "smallint" -> Type.SMALLINT;
            case "integer", "int" -> Type.INTEGER;
            case "bigint", "long" -> Type.BIGINT;
            case "decimal", "numeric" -> Type.decimal(first, first >= 0 && second < 0 ? 0 : second);
            case "real", "float" -> Type.REAL;
            case "double" -> Type.DOUBLE;
            case "text", "varchar", "char", "string" -> Type.text(first);
            case "bytes" -> Type.bytes(first);
            case "date" -> Type.DATE;
            case "time" -> Type.TIME;
            case "timestamp", "datetime" -> Type.TIMESTAMP;
            case "timestamptz" -> Type.TIMESTAMPTZ;
            case "uuid" -> Type.UUID;
            case "json", "jsonb" -> Type.JSON;
            default -> null;
        };
    }
}
