package dev.rampart.policy.host.linux;

import dev.rampart.policy.host.linux.Entries.Entry;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code struct linux_dirent64}, a portion of the directory at a time. */
final class DirectoryReader {

    private static final int LENGTH_OFFSET = 16;
    private static final int TYPE_OFFSET = 18;
    private static final int NAME_OFFSET = 19;

    // NFS; CIFS, SMB 2, SMB
    private static final List<Long> NETWORK_FILE_SYSTEMS = List.of(0x6969L, 0xff53_4d42L, 0xfe53_4d42L, 0x517bL);
    private static final long FILE_SYSTEM_BITS = 0xffff_ffffL;

    private final Syscalls calls;

    DirectoryReader(Syscalls calls) {
        this.calls = calls;
    }

    Entries read(int directory, int max) throws ErrnoException {
        boolean network = NETWORK_FILE_SYSTEMS.contains(calls.fileSystem(directory) & FILE_SYSTEM_BITS);
        var entries = new ArrayList<Entry>();
        // One more than wanted tells that there are more.
        for (int filled = 1; max > 0 && filled > 0 && entries.size() <= max; ) {
            filled = calls.entries(directory);
            portion(filled, max + 1, entries);
        }
        boolean truncated = entries.size() > max;
        if (truncated) {
            entries.removeLast();
        }
        entries.replaceAll(e -> e.type() == Entry.UNKNOWN ? looked(directory, e.name()) : e);
        return new Entries(entries, network, truncated);
    }

    private void portion(int filled, int max, List<Entry> entries) {
        var buffer = calls.buffer;
        for (int at = 0; at < filled && entries.size() < max; ) {
            int length = Short.toUnsignedInt(buffer.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + LENGTH_OFFSET));
            int name = at + NAME_OFFSET;
            int end = name;
            while (buffer.get(ValueLayout.JAVA_BYTE, end) != 0) {
                end++;
            }
            var text = calls.bytes(name, end - name);
            if (!text.equals(".") && !text.equals("..")) {
                entries.add(new Entry(text, Byte.toUnsignedInt(buffer.get(ValueLayout.JAVA_BYTE, at + TYPE_OFFSET))));
            }
            at += length;
        }
    }

    /** Some file systems do not tell the type in the directory. */
    private Entry looked(int directory, String name) {
        try {
            return new Entry(
                    name,
                    calls.status(directory, name, Syscalls.AT_SYMLINK_NOFOLLOW).type());
        } catch (ErrnoException e) {
            return new Entry(name, Entry.VANISHED);
        }
    }
}
