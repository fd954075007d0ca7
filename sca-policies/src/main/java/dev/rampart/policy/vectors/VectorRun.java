package dev.rampart.policy.vectors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks this engine every case of a folder. */
public final class VectorRun {

    private final VectorFolder folder;
    private final int jobs;

    /** @param jobs threads, from 1; each has its own copy of the tree */
    public VectorRun(VectorFolder folder, int jobs) {
        this.folder = folder;
        this.jobs = jobs;
    }

    /**
     * @param cases of the folder
     * @throws IOException when a tree cannot be made
     */
    public VectorReport run(List<VectorCase> cases) throws IOException, InterruptedException {
        var here = cases.stream().filter(c -> !c.asOwner()).toList();
        var asOwner = cases.stream().filter(VectorCase::asOwner).toList();
        var report = inThreads(here);
        return asOwner.isEmpty() ? report : report.and(SecondProcess.run(folder, asOwner));
    }

    /** All of them in this process, whoever it runs as. */
    VectorReport inThreads(List<VectorCase> cases) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        var reports = new ConcurrentLinkedQueue<VectorReport>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < jobs; i++) {
            threads.add(Thread.ofPlatform().name("vectors-" + i).start(() -> {
                try {
                    reports.add(work(cases, next));
                } catch (IOException | InterruptedException | RuntimeException | Error e) {
                    failures.add(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IOException("vectors could not be run: " + failures.peek(), failures.peek());
        }
        return reports.stream().reduce(VectorReport.NOTHING, VectorReport::and).inOrderOf(cases);
    }

    private VectorReport work(List<VectorCase> cases, AtomicInteger next) throws IOException, InterruptedException {
        var answers = new ArrayList<Answer>();
        var notRun = new ArrayList<VectorReport.NotRun>();
        try (var workspace = Workspace.create(folder.fixture())) {
            var host = new HostAnswers(workspace, folder.corpus());
            for (int i = next.getAndIncrement(); i < cases.size(); i = next.getAndIncrement()) {
                var vector = cases.get(i);
                var answer = answer(host, vector);
                answer.ifPresentOrElse(
                        answers::add,
                        () -> notRun.add(new VectorReport.NotRun(vector, "the folder of their policies is not there")));
            }
        }
        return new VectorReport(answers, notRun);
    }

    private static Optional<Answer> answer(HostAnswers host, VectorCase vector) throws IOException {
        try {
            return switch (vector.kind()) {
                case "check" -> Optional.of(host.check(vector));
                case "policy" -> Optional.of(host.policy(vector));
                case "corpus-load" -> host.corpusLoad(vector);
                case "osregex" -> Optional.of(PureAnswers.osRegex(vector));
                case "osmatch" -> Optional.of(PureAnswers.osMatch(vector));
                case "tokens" -> Optional.of(PureAnswers.tokens(vector));
                case "lines" -> Optional.of(PureAnswers.lines(vector));
                default -> Optional.of(new Answer(vector, "a known kind", "kind \"" + vector.kind() + "\""));
            };
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(new Answer(vector, vector.text("expected"), "exception: " + e));
        }
    }
}
