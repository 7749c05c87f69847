package dev.whimbrel.bench.result;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that came out of one figure.
 *
 * @param figure its name
 * @param rows what it was run with
 */
public record Result(
        String figure,
        String title,
        Measure measure,
        long rows,
        Origin origin,
        List<Series> contenders,
        List<Claim> claims,
        List<Curve> curves) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Result {
        contenders = List.copyOf(contenders);
        claims = List.copyOf(claims);
        curves = List.copyOf(curves);
    }

    public static Result read(Path file) {
        return JSON.readValue(file.toFile(), Result.class);
    }

    public void write(Path file) {
        JSON.writeValue(file.toFile(), this);
    }
}
