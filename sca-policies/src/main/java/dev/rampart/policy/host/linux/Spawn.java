package dev.rampart.policy.host.linux;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code posix_spawn}: no copy of this process is ever made, however large its heap is. */
final class Spawn {

    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = 0x80;

    /** More than any C library needs: glibc has 80, 336 and 128. */
    private static final int STRUCT_BYTES = 1024;

    /** All but KILL and STOP, which cannot be set, and 32 and 33, which are the C library's own. */
    private static final long SETTABLE_SIGNALS = ~(bit(9) | bit(19) | bit(32) | bit(33));

    private static final int FIRST_OTHER_DESCRIPTOR = 3;

    private static final MethodHandle SPAWN = required("posix_spawn");
    private static final MethodHandle ACTIONS_INIT = required("posix_spawn_file_actions_init");
    private static final MethodHandle ACTIONS_DESTROY = required("posix_spawn_file_actions_destroy");
    private static final MethodHandle ADD_OPEN = required("posix_spawn_file_actions_addopen");
    private static final MethodHandle ADD_DUP2 = required("posix_spawn_file_actions_adddup2");
    private static final MethodHandle ADD_CLOSE = required("posix_spawn_file_actions_addclose");
    /** Since glibc 2.29 and 2.34. */
    private static final Optional<MethodHandle> ADD_CHDIR = Libc.function("posix_spawn_file_actions_addchdir_np");

    private static final Optional<MethodHandle> ADD_CLOSE_FROM =
            Libc.function("posix_spawn_file_actions_addclosefrom_np");
    private static final MethodHandle ATTRIBUTES_INIT = required("posix_spawnattr_init");
    private static final MethodHandle ATTRIBUTES_DESTROY = required("posix_spawnattr_destroy");
    private static final MethodHandle SET_FLAGS = required("posix_spawnattr_setflags");
    private static final MethodHandle SET_MASK = required("posix_spawnattr_setsigmask");
    private static final MethodHandle SET_DEFAULT = required("posix_spawnattr_setsigdefault");

    private Spawn() {}

    private static MethodHandle required(String name) {
        return Libc.function(name).orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }

    /**
     * Starts a program in a session of its own, with no signal ignored or blocked.
     *
     * @param program a path, relative ones from the working directory
     * @param output becomes standard output and error; nothing else but an empty input is inherited
     * @return its process id, which is the id of its process group too
     */
    static int start(String program, List<String> argv, List<String> environment, String workingDirectory, int output)
            throws ErrnoException {
        var changeDirectory = ADD_CHDIR.orElseThrow(() -> new ErrnoException(ErrnoException.ENOSYS));
        try (var arena = Arena.ofConfined()) {
            var memory = new Memory(arena);
            var actions = memory.struct();
            var attributes = memory.struct();
            invoke(ACTIONS_INIT, actions, 0, 0, 0, 0, 0);
            invoke(ATTRIBUTES_INIT, attributes, 0, 0, 0, 0, 0);
            try {
                invoke(ADD_OPEN, actions, 0, memory.text("/dev/null"), 0, 0, 0);
                invoke(ADD_DUP2, actions, output, 1, 0, 0, 0);
                invoke(ADD_DUP2, actions, output, 2, 0, 0, 0);
                closeTheRest(actions);
                invoke(changeDirectory, actions, memory.text(workingDirectory), 0, 0, 0, 0);
                invoke(SET_FLAGS, attributes, SETSIGDEF | SETSIGMASK | SETSID, 0, 0, 0, 0);
                invoke(SET_MASK, attributes, memory.struct(), 0, 0, 0, 0);
                invoke(SET_DEFAULT, attributes, memory.signals(SETTABLE_SIGNALS), 0, 0, 0, 0);
                var pid = arena.allocate(ValueLayout.JAVA_INT);
                invoke(
                        SPAWN,
                        pid.address(),
                        memory.text(program),
                        actions,
                        attributes,
                        memory.texts(argv),
                        memory.texts(environment));
                return pid.get(ValueLayout.JAVA_INT, 0);
            } finally {
                invoke(ACTIONS_DESTROY, actions, 0, 0, 0, 0, 0);
                invoke(ATTRIBUTES_DESTROY, attributes, 0, 0, 0, 0, 0);
            }
        }
    }

    /** The JDK does not mark all its descriptors as not to be inherited. */
    private static void closeTheRest(long actions) throws ErrnoException {
        if (ADD_CLOSE_FROM.isPresent()) {
            invoke(ADD_CLOSE_FROM.get(), actions, FIRST_OTHER_DESCRIPTOR, 0, 0, 0, 0);
            return;
        }
        var descriptors = new File("/proc/self/fd").list();
        for (var descriptor : descriptors == null ? new String[0] : descriptors) {
            int number = Integer.parseInt(descriptor);
            if (number >= FIRST_OTHER_DESCRIPTOR) {
                invoke(ADD_CLOSE, actions, number, 0, 0, 0, 0);
            }
        }
    }

    /** All these functions return what went wrong. */
    private static void invoke(MethodHandle function, long a, long b, long c, long d, long e, long f)
            throws ErrnoException {
        int problem;
        try (var arena = Arena.ofConfined()) {
            problem = (int) (long) function.invokeExact(arena.allocate(Libc.ERRNO_BYTES), a, b, c, d, e, f, 0L);
        } catch (Throwable t) {
            throw new IllegalStateException("a function of the C library could not be called", t);
        }
        if (problem != 0) {
            throw new ErrnoException(problem);
        }
    }

    /** What the functions read; all of it ends with the arena. */
    private record Memory(Arena arena) {

        long struct() {
            return arena.allocate(STRUCT_BYTES, Long.BYTES).address();
        }

        long signals(long bits) {
            var set = arena.allocate(STRUCT_BYTES, Long.BYTES);
            set.set(ValueLayout.JAVA_LONG, 0, bits);
            return set.address();
        }

        long text(String bytes) {
            return segment(bytes).address();
        }

        private MemorySegment segment(String bytes) {
            return arena.allocateFrom(bytes, StandardCharsets.ISO_8859_1);
        }

        long texts(List<String> texts) {
            var array = arena.allocate(ValueLayout.JAVA_LONG, texts.size() + 1L);
            for (int i = 0; i < texts.size(); i++) {
                array.setAtIndex(ValueLayout.JAVA_LONG, i, text(texts.get(i)));
            }
            return array.address();
        }
    }
}
