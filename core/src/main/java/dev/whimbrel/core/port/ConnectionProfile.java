package dev.whimbrel.core.port;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one system in one environment. It never prints its user or password.
 *
 * @param type the connector's name: {@code mariadb}, {@code mysql}, {@code postgresql}, {@code sqlserver} or {@code files}
 * @param url JDBC address, or the folder of a files connector
 * @param settings all else that the project file says of the connection: nested maps, lists and scalars
 * @param base the project file's folder, which relative paths start from
 */
public record ConnectionProfile(
        String type,
        String url,
        @Nullable String user,
        @Nullable String password,
        Map<String, Object> settings,
        Path base) {
    public ConnectionProfile {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return type + " at " + location();
    }

    /** The address without anything that could hold a secret: no parameters, no user part. */
    public String location() {
        int end = url.indexOf('?');
        int semicolon = url.indexOf(';');
        if (semicolon >= 0 && (end < 0 || semicolon < end)) {
            end = semicolon;
        }
        String plain = end < 0 ? url : url.substring(0, end);
        int authority = plain.indexOf("//");
        if (authority < 0) {
            return plain;
        }
        // A password may itself hold the signs that end an address; where that could be, nothing but the scheme is
        // shown.
        if (plain.indexOf('@') < 0
                && url.indexOf('@') > 0
                && plain.substring(authority).matches("//[^/:]*:.*[^0-9/].*")) {
            return plain.substring(0, authority) + "//...";
        }
        return plain.substring(0, authority) + "//"
                + plain.substring(Math.max(authority + 2, plain.lastIndexOf('@') + 1));
    }
}
