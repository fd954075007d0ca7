package dev.rampart.operator.nodecompliance;

/** Why a result is refused: a closed set, the label of the metric and the word in conditions. */
public enum RefusalReason {
    /** The digest is none of the node's check sets. */
    ForeignDigest,
    /** Larger than any result can be. */
    TooLarge,
    /** Not what the scanner writes. */
    NotDecodable,
    /** Verdicts or reasons for another number of checks than the set has. */
    WrongLength,
    /** Made on another node, or on an earlier node of the same name. */
    ForeignNodeUID,
    /** Evaluated in the future. */
    ClockSkew,
    /** Nothing ties scanners to their own node, so anybody's word would be taken for the node's. */
    BindingMissing
}
