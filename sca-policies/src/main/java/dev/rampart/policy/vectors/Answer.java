package dev.rampart.policy.vectors;

/** What was recorded and what this engine says, in the same words. */
public record Answer(VectorCase vector, String expected, String got) {

    public boolean passed() {
        return expected.equals(got);
    }
}
