package dev.rampart.operator.nodecompliance;

/** Why a result is refused: a closed set, the label of the metric and the word in conditions. */
public enum RefusalReason {
    ForeignDigest(
            "The digest is none of the node's check sets.",
            "Nothing, if it passes: the scanner still had an older assignment. If it stays, `rampart recheck NODE`."),
    TooLarge(
            "Larger than any result can be.",
            "No scanner of ours writes that: look who else may patch `nodescans/status`."),
    NotDecodable(
            "Not what a scanner writes.",
            "Scanner and operator of different versions? Otherwise look who else may patch `nodescans/status`."),
    WrongLength(
            "Verdicts or reasons for another number of checks than the set has.",
            "Scanner and operator of different versions? Otherwise look who else may patch `nodescans/status`."),
    ForeignNodeUID(
            "Made on another node, or on an earlier node of the same name.",
            "Nothing, if the node was recreated: its next result settles it."),
    ClockSkew("Evaluated in the future.", "Mend the node's clock (`timedatectl`), then `rampart recheck NODE`."),
    BindingMissing(
            "Nothing ties scanners to their own node, so anybody's word would be taken for the node's.",
            "Install the admission policy again, as for the condition reason `BindingMissing`.");

    private final String meaning;
    private final String remedy;

    RefusalReason(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** What was found, one sentence of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What a person can do, Markdown. */
    public String remedy() {
        return remedy;
    }
}
