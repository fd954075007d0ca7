package dev.rampart.policy.regex;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rampart.policy.regex.Pcre.Flag;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machine's own libpcre2-8, asked as Wazuh asks it. */
@SuppressWarnings("restricted") // that is what it is for
final class RealPcre2 {

    /** What is compared with; other versions differ in syntax. */
    static final String VERSION = "10.42";

    private static final String LIBRARY = "libpcre2-8.so.0";
    private static final int CONFIG_VERSION = 11;
    private static final int CASELESS = 0x8;
    private static final int MULTILINE = 0x400;
    private static final int NO_MATCH = -1;

    /** A compiled pattern; {@code error} is 0 when it is one. */
    record Compiled(MemorySegment code, int error, long offset) {}

    sealed interface Answer {}

    record NoMatch() implements Answer {}

    /** The library gave up: its limits. */
    record Failed(int code) implements Answer {}

    record Match(PcreMatch match) implements Answer {}

    private final MethodHandle compile;
    private final MethodHandle free;
    private final MethodHandle matchData;
    private final MethodHandle matchDataFree;
    private final MethodHandle match;
    private final MethodHandle ovector;
    private final MethodHandle ovectorCount;

    private RealPcre2(SymbolLookup library) {
        compile =
                function(library, "pcre2_compile_8", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        free = procedure(library, "pcre2_code_free_8");
        matchData = function(library, "pcre2_match_data_create_from_pattern_8", ADDRESS, ADDRESS, ADDRESS);
        matchDataFree = procedure(library, "pcre2_match_data_free_8");
        match = function(
                library, "pcre2_match_8", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        ovector = function(library, "pcre2_get_ovector_pointer_8", ADDRESS, ADDRESS);
        ovectorCount = function(library, "pcre2_get_ovector_count_8", JAVA_INT, ADDRESS);
    }

    /** Empty when the machine has no such library, or another version. */
    static Optional<RealPcre2> load() {
        try {
            var library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
            return version(library).startsWith(VERSION) ? Optional.of(new RealPcre2(library)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String version(SymbolLookup library) {
        var config = function(library, "pcre2_config_8", JAVA_INT, JAVA_INT, ADDRESS);
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(64);
            var ignored = (int) config.invokeExact(CONFIG_VERSION, buffer);
            return buffer.getString(0);
        } catch (Throwable e) {
            throw new LinkageError("pcre2_config_8", e);
        }
    }

    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle procedure(SymbolLookup library, String name) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(ADDRESS));
    }

    private static MemorySegment bytes(Arena arena, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        var segment = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, segment, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    Compiled compile(String pattern, Set<Flag> flags) {
        int options = (flags.contains(Flag.CASELESS) ? CASELESS : 0) | (flags.contains(Flag.MULTILINE) ? MULTILINE : 0);
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(JAVA_INT);
            var offset = arena.allocate(JAVA_LONG);
            var code = (MemorySegment) compile.invokeExact(
                    bytes(arena, pattern), (long) pattern.length(), options, error, offset, MemorySegment.NULL);
            boolean failed = code.equals(MemorySegment.NULL);
            return new Compiled(code, failed ? error.get(JAVA_INT, 0) : 0, offset.get(JAVA_LONG, 0));
        } catch (Throwable e) {
            throw new LinkageError("pcre2_compile_8", e);
        }
    }

    void free(Compiled compiled) {
        try {
            free.invokeExact(compiled.code());
        } catch (Throwable e) {
            throw new LinkageError("pcre2_code_free_8", e);
        }
    }

    Answer find(Compiled compiled, String text) {
        try (var arena = Arena.ofConfined()) {
            var data = (MemorySegment) matchData.invokeExact(compiled.code(), MemorySegment.NULL);
            int result = (int) match.invokeExact(
                    compiled.code(), bytes(arena, text), (long) text.length(), 0L, 0, data, MemorySegment.NULL);
            try {
                if (result < 0) {
                    return result == NO_MATCH ? new NoMatch() : new Failed(result);
                }
                return new Match(groups(text, data));
            } finally {
                matchDataFree.invokeExact(data);
            }
        } catch (Throwable e) {
            throw new LinkageError("pcre2_match_8", e);
        }
    }

    private PcreMatch groups(String text, MemorySegment data) throws Throwable {
        int count = (int) ovectorCount.invokeExact(data);
        var pairs = ((MemorySegment) ovector.invokeExact(data)).reinterpret(16L * count);
        boolean later = false;
        for (int group = 2; group < count; group++) {
            later |= pairs.getAtIndex(JAVA_LONG, 2L * group) >= 0;
        }
        return new PcreMatch(
                String.valueOf(group(text, pairs, 0)), count > 1 ? group(text, pairs, 1) : null, later, count - 1);
    }

    private static @Nullable String group(String text, MemorySegment pairs, int group) {
        long start = pairs.getAtIndex(JAVA_LONG, 2L * group);
        long end = pairs.getAtIndex(JAVA_LONG, 2L * group + 1);
        return start < 0 ? null : text.substring((int) start, (int) end);
    }
}
