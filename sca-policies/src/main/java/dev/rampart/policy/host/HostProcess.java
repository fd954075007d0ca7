package dev.rampart.policy.host;

/**
 * @param pid from 1
 * @param name the kernel's name of the command, one byte per char: at most 15, more only for the kernel's own workers
 * @param argv0 the first argument as the process shows it; empty for kernel threads and zombies
 */
public record HostProcess(int pid, String name, String argv0, boolean zombie) {}
