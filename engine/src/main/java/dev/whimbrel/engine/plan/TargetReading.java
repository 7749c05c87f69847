package dev.whimbrel.engine.plan;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A target that is read by a connector for sources: what it calls a fault of the source is one of the target. */
final class TargetReading {
    private TargetReading() {}

    static Source open(Supplier<Source> opening) {
        return wrapped(calling(opening));
    }

    static Optional<View> keep(Supplier<Optional<View>> keeping) {
        return calling(keeping).map(Kept::new);
    }

    /** With all that the source can do beside reading; few calls go this way, and rows do not. */
    private static Source wrapped(Source source) {
        return (Source) Proxy.newProxyInstance(
                TargetReading.class.getClassLoader(),
                roles(source.getClass()),
                (proxy, method, arguments) -> call(source, method, arguments));
    }

    /** All that is asked of it by its kind, such as what a column takes by default: none may be lost on the way. */
    private static Class<?>[] roles(Class<?> type) {
        Set<Class<?>> roles = new LinkedHashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Arrays.stream(at.getInterfaces())
                    .filter(role -> Modifier.isPublic(role.getModifiers()))
                    .forEach(roles::add);
        }
        return roles.toArray(Class<?>[]::new);
    }

    private static @Nullable Object call(Source source, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            Object result = method.invoke(source, arguments);
            return result instanceof SourceRows rows ? new Rows(rows) : result;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Fault fault) {
                throw ofTarget(fault);
            }
            throw cause == null ? e : cause;
        }
    }

    private static <T> T calling(Supplier<T> work) {
        try {
            return work.get();
        } catch (Fault fault) {
            throw ofTarget(fault);
        }
    }

    /** The same fault, of the other side; connectors say of a source only where it stands and that it is one. */
    static Fault ofTarget(Fault fault) {
        if (fault.kind() != Kind.SOURCE) {
            return fault;
        }
        String code = fault.code().replaceFirst("^SOURCE_", "TARGET_");
        String message = ofTarget(String.valueOf(fault.getMessage()));
        Fault told = fault.isTransient()
                ? new TransientFault(Kind.TARGET, code, message, fault.getCause())
                : Fault.target(code, message, ofTarget(fault.next()), fault.getCause());
        told.setStackTrace(fault.getStackTrace());
        return told;
    }

    private static String ofTarget(String words) {
        return words.replace("the source", "the target");
    }

    private record Rows(SourceRows rows) implements SourceRows {
        @Override
        public @Nullable SourceRow next() {
            try {
                return rows.next();
            } catch (Fault fault) {
                throw ofTarget(fault);
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private record Kept(View view) implements View {
        @Override
        public Source open() {
            return TargetReading.open(view::open);
        }

        @Override
        public boolean isShared() {
            return view.isShared();
        }

        @Override
        public void close() {
            view.close();
        }
    }
}
