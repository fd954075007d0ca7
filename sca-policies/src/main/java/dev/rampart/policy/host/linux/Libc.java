package dev.rampart.policy.host.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** Functions of the C library. */
@SuppressWarnings("restricted") // the purpose of this class
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LOOKUP = LINKER.defaultLookup();

    /**
     * A result and seven arguments that are numbers or addresses. Functions with fewer or narrower ones ignore the other
     * registers on x86-64 and aarch64; so a second signature, tens of milliseconds at the first use, is not needed.
     */
    private static final FunctionDescriptor NUMBERS_ONLY = FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);

    /** {@code long syscall(long number, six arguments)}; before them: where errno goes. */
    static final MethodHandle SYSCALL =
            function("syscall").orElseThrow(() -> new UnsupportedOperationException("the C library has no syscall()"));

    static final long ERRNO_BYTES = Linker.Option.captureStateLayout().byteSize();

    static final VarHandle ERRNO_VALUE = Linker.Option.captureStateLayout()
            .varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));

    private Libc() {}

    /** Empty when this C library, perhaps an old one, does not have it. */
    static Optional<MethodHandle> function(String name) {
        return LOOKUP.find(name)
                .map(f -> LINKER.downcallHandle(f, NUMBERS_ONLY, Linker.Option.captureCallState("errno")));
    }
}
