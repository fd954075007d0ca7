package dev.rampart.policy.host.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** Functions of the C library. Each distinct signature costs tens of milliseconds once, so there are few. */
@SuppressWarnings("restricted") // the purpose of this class
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LOOKUP = LINKER.defaultLookup();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    /** {@code long syscall(long number, six arguments)}, first argument: where errno goes. */
    static final MethodHandle SYSCALL = LINKER.downcallHandle(
            symbol("syscall").orElseThrow(() -> new UnsupportedOperationException("the C library has no syscall()")),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            ERRNO);

    static final long ERRNO_BYTES = Linker.Option.captureStateLayout().byteSize();

    static final VarHandle ERRNO_VALUE = Linker.Option.captureStateLayout()
            .varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));

    private Libc() {}

    static Optional<MemorySegment> symbol(String name) {
        return LOOKUP.find(name);
    }
}
