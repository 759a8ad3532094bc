namespace Ics2.As4.Messages;

/// <summary>How grave an ebMS error is; a warning is not a failure (attack case AS4-21).</summary>
public enum ErrorSeverity
{
    /// <summary>The message was not processed.</summary>
    Failure,

    /// <summary>Information only, for example an empty pull channel.</summary>
    Warning,
}

/// <summary>One code of the ebMS 3 and AS4 error tables, with the fixed texts that go with it (ICD Annex 4).</summary>
/// <param name="Code">For example <c>EBMS:0004</c>.</param>
/// <param name="ShortDescription">The table's short name.</param>
/// <param name="Category">Content, Unpackaging, Processing or Communication.</param>
/// <param name="Origin">The module that raises it: ebMS, security or reliability.</param>
/// <param name="Severity">The severity that ICD Annex 4 fixes.</param>
public sealed record EbmsErrorCode(string Code, string ShortDescription, string Category, string Origin, ErrorSeverity Severity)
{
    /// <summary>A header value is not known here.</summary>
    public static EbmsErrorCode ValueNotRecognized { get; } = Failure("EBMS:0001", "ValueNotRecognized", "Content");

    /// <summary>A feature asked for is not offered; a warning.</summary>
    public static EbmsErrorCode FeatureNotSupported { get; } =
        new("EBMS:0002", "FeatureNotSupported", "Content", "ebMS", ErrorSeverity.Warning);

    /// <summary>A header value contradicts another value or the profile.</summary>
    public static EbmsErrorCode ValueInconsistent { get; } = Failure("EBMS:0003", "ValueInconsistent", "Content");

    /// <summary>Anything else; carries the UUM&amp;DS sub-codes A001 to A004.</summary>
    public static EbmsErrorCode Other { get; } = Failure("EBMS:0004", "Other", "Content");

    /// <summary>The partner could not be reached.</summary>
    public static EbmsErrorCode ConnectionFailure { get; } = Failure("EBMS:0005", "ConnectionFailure", "Communication");

    /// <summary>Nothing waits on the pulled channel; a warning and the normal end of polling.</summary>
    public static EbmsErrorCode EmptyMessagePartitionChannel { get; } =
        new("EBMS:0006", "EmptyMessagePartitionChannel", "Communication", "ebMS", ErrorSeverity.Warning);

    /// <summary>The MIME packaging is damaged.</summary>
    public static EbmsErrorCode MimeInconsistency { get; } = Failure("EBMS:0007", "MimeInconsistency", "Unpackaging");

    /// <summary>The SOAP header, or eb:Messaging in it, cannot be read.</summary>
    public static EbmsErrorCode InvalidHeader { get; } = Failure("EBMS:0009", "InvalidHeader", "Unpackaging");

    /// <summary>The message does not follow the agreed processing mode.</summary>
    public static EbmsErrorCode ProcessingModeMismatch { get; } = Failure("EBMS:0010", "ProcessingModeMismatch", "Processing");

    /// <summary>A part that the header names is not in the message.</summary>
    public static EbmsErrorCode ExternalPayloadError { get; } = Failure("EBMS:0011", "ExternalPayloadError", "Content");

    /// <summary>Domibus' own code for part properties that do not fit, a warning (as4-profile e).</summary>
    public static EbmsErrorCode BadProperties { get; } = new("EBMS:0052", "BadProperties", "Content", "ebMS", ErrorSeverity.Warning);

    /// <summary>The seal, or the certificate behind it, does not hold.</summary>
    public static EbmsErrorCode FailedAuthentication { get; } = Failure("EBMS:0101", "FailedAuthentication", "Processing", "security");

    /// <summary>ICD: decryption failed. Domibus: a digest or signature value is wrong.</summary>
    public static EbmsErrorCode FailedDecryption { get; } = Failure("EBMS:0102", "FailedDecryption", "Processing", "security");

    /// <summary>The security header does not follow the agreed policy.</summary>
    public static EbmsErrorCode PolicyNoncompliance { get; } = Failure("EBMS:0103", "PolicyNoncompliance", "Processing", "security");

    /// <summary>The receiver took the message but could not finish with it.</summary>
    public static EbmsErrorCode DeliveryFailure { get; } = Failure("EBMS:0202", "DeliveryFailure", "Communication", "reliability");

    /// <summary>No receipt came in time; raised by the sender for its own side.</summary>
    public static EbmsErrorCode MissingReceipt { get; } = Failure("EBMS:0301", "MissingReceipt", "Communication");

    /// <summary>The receipt does not match what was sent.</summary>
    public static EbmsErrorCode InvalidReceipt { get; } = Failure("EBMS:0302", "InvalidReceipt", "Communication");

    /// <summary>A compressed part cannot be expanded.</summary>
    public static EbmsErrorCode DecompressionFailure { get; } = Failure("EBMS:0303", "DecompressionFailure", "Communication");

    private static EbmsErrorCode Failure(string code, string shortDescription, string category, string origin = "ebMS") =>
        new(code, shortDescription, category, origin, ErrorSeverity.Failure);
}
