namespace Ics2.As4.Profiles;

/// <summary>
/// Bounds on everything that is read from the wire, so that no message can exhaust the receiver (attack-cases sections 4, 5 and 7).
/// </summary>
public sealed record ReadLimits
{
    /// <summary>Largest SOAP envelope, bytes.</summary>
    public int EnvelopeBytes { get; init; } = 1024 * 1024;

    /// <summary>Deepest element nesting of the envelope.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Most elements in the envelope.</summary>
    public int Elements { get; init; } = 10_000;

    /// <summary>Most attributes on one element, namespace declarations included.</summary>
    public int AttributesPerElement { get; init; } = 64;

    /// <summary>Most MIME parts, the envelope included.</summary>
    public int Parts { get; init; } = 64;

    /// <summary>Largest header block of one MIME part, bytes.</summary>
    public int PartHeaderBytes { get; init; } = 8 * 1024;

    /// <summary>Most references in a signature: header, Body and 28 parts.</summary>
    public int References { get; init; } = 30;

    /// <summary>Most transforms of one reference.</summary>
    public int TransformsPerReference { get; init; } = 2;

    /// <summary>Most certificates in a token.</summary>
    public int Certificates { get; init; } = 10;

    /// <summary>Largest security token, bytes of base64 text.</summary>
    public int TokenCharacters { get; init; } = 128 * 1024;

    /// <summary>Largest content of one part once expanded, bytes.</summary>
    public int ExpandedBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Largest ratio of expanded to compressed bytes; below <see cref="RatioFreeBytes"/> no ratio is asked.</summary>
    public int ExpansionRatio { get; init; } = 200;

    /// <summary>Expanded bytes up to which any ratio is fine: small documents compress oddly.</summary>
    public int RatioFreeBytes { get; init; } = 1024 * 1024;
}
