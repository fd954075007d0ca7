package dev.rampart.policy.host;

/** The answer to {@link Host#read}. */
public sealed interface FileRead {

    /**
     * @param bytes raw, no character set applied; the caller may not change them
     * @param truncated whether the file goes on behind them
     */
    @SuppressWarnings("ArrayRecordComponent") // one reader, never compared; copying a megabyte per read buys nothing
    record Content(byte[] bytes, boolean truncated) implements FileRead {}

    /** Nothing has that name, or a part of the path is not a directory. */
    record Missing() implements FileRead {}

    /** @param kind {@link FileKind#DIRECTORY} or {@link FileKind#OTHER}; never opened */
    record NotRegular(FileKind kind) implements FileRead {}

    /** There is, or may be, a file; but no content is to be had from it. */
    record Denied(String reason) implements FileRead {}
}
