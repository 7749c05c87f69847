package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All functions by name: the built-in ones and the user's own. It never changes once made. */
public final class Library {
    private final Map<String, List<Function>> functions;

    private Library(Map<String, List<Function>> functions) {
        this.functions = functions;
    }

    /** The built-in functions and all plug-ins on the class path; made once, at first use. */
    public static Library shared() {
        return Shared.LIBRARY;
    }

    /** Built lazily, since plug-ins are loaded. */
    private static final class Shared {
        static final Library LIBRARY = with(ServiceLoader.load(ScalarFunction.class));
    }

    static Library with(Iterable<ScalarFunction> plugins) {
        Catalogue catalogue = new Catalogue();
        TextFunctions.register(catalogue);
        PatternFunctions.register(catalogue);
        NumberFunctions.register(catalogue);
        ChoiceFunctions.register(catalogue);
        MomentFunctions.register(catalogue);
        ParseFunctions.register(catalogue);
        OtherFunctions.register(catalogue);
        Set<String> builtIn = Set.copyOf(catalogue.functions.keySet());
        for (ScalarFunction plugin : plugins) {
            if (builtIn.contains(plugin.name())) {
                throw new IllegalStateException(
                        "Cannot add function " + plugin.name() + ": there is a built-in one of this name");
            }
            catalogue.add(plugin);
        }
        return new Library(catalogue.functions);
    }

    /** The overloads of a function, empty where there is none of this name; names are compared in any case. */
    public List<Function> find(String name) {
        return functions.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public Set<String> names() {
        return functions.keySet();
    }

    /** The overloads as a person writes them. */
    public static String signatures(List<Function> overloads) {
        return Function.signatures(overloads);
    }

    /** Gathers functions while the library is made. */
    static final class Catalogue {
        final Map<String, List<Function>> functions = new TreeMap<>();

        void strict(String name, Type result, Function.Body body, Family... parameters) {
            strict(name, parameters.length, result, body, parameters);
        }

        void strict(String name, int required, Type result, Function.Body body, Family... parameters) {
            add(name, required, false, t -> result, Function.Nulls.STRICT, c -> body, parameters);
        }

        void bound(String name, int required, Type result, Function.Binder binder, Family... parameters) {
            add(name, required, false, t -> result, Function.Nulls.STRICT, binder, parameters);
        }

        void maybe(String name, int required, Type result, Function.Binder binder, Family... parameters) {
            add(name, required, false, t -> result, Function.Nulls.MAYBE, binder, parameters);
        }

        void add(
                String name,
                int required,
                boolean variadic,
                Function.Result result,
                Function.Nulls nulls,
                Function.Binder binder,
                Family... parameters) {
            functions
                    .computeIfAbsent(name, n -> new ArrayList<>())
                    .add(new Function(name, List.of(parameters), required, variadic, result, nulls, binder));
        }

        void add(ScalarFunction plugin) {
            Family[] families = plugin.parameters().stream().map(Family::of).toArray(Family[]::new);
            Type[] types = plugin.parameters().toArray(Type[]::new);
            Function.Body body = arguments -> {
                Object[] widened = new Object[types.length];
                for (int i = 0; i < types.length; i++) {
                    widened[i] = Arguments.present(Values.widen(arguments[i], types[i].kind()));
                }
                return plugin.apply(widened);
            };
            maybe(plugin.name(), families.length, plugin.returns(), c -> body, families);
        }
    }

    /** Reads arguments, which a strict function knows to be there. */
    static final class Arguments {
        private Arguments() {}

        static Object present(@Nullable Object argument) {
            return java.util.Objects.requireNonNull(argument);
        }

        static String text(@Nullable Object[] arguments, int index) {
            return (String) present(arguments[index]);
        }

        static int count(@Nullable Object[] arguments, int index) {
            long number = (Long) present(arguments[index]);
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
    }
}
