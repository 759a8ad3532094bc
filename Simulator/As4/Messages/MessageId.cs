using System.Diagnostics.CodeAnalysis;

namespace Ics2.As4.Messages;

/// <summary>The identifier of an AS4 message, globally unique, shape <c>UUID@FQDN</c> (ICD 4.2.1).</summary>
/// <remarks>Domibus takes printable ASCII up to 255 characters; the ICD asks for an RFC 2822 msg-id, so an <c>@</c> as well.</remarks>
public sealed record MessageId
{
    /// <summary>The longest id taken (Domibus).</summary>
    public const int MaxLength = 255;

    private MessageId(string value) => Value = value;

    /// <summary>The id as it stands on the wire, without angle brackets.</summary>
    public string Value { get; }

    /// <summary>
    /// The id as an answer can refer to it; null when nothing stands there, or nothing that can be repeated. Of a message that is processed
    /// it is the id.
    /// </summary>
    public string? Referable => Value.Length is > 0 and <= MaxLength && !Value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Value : null;

    /// <summary>Makes a fresh id.</summary>
    /// <param name="host">The fully qualified name of the access point that sends.</param>
    /// <returns>A new id.</returns>
    public static MessageId New(string host) => new($"{Guid.NewGuid()}@{host}");

    /// <summary>Takes an id from the wire or from a file.</summary>
    /// <param name="id">The id when it is well formed.</param>
    /// <param name="why">Otherwise, what is wrong with it.</param>
    /// <returns>True when the text is a usable id.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MessageId? id, [NotNullWhen(false)] out string? why)
    {
        why = text switch
        {
            null or "" => "it is empty",
            { Length: > MaxLength } => $"it has {text.Length} characters, at most {MaxLength} are taken",
            _ when text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e') => "it holds a character outside printable ASCII, or a space",
            ['<', ..] or [.., '>'] => "it stands in angle brackets, which belong to a mail header and not to the id (ebMS 3 core 5.2.2.1)",
            _ when text.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == text.Length - 1) =>
                "it has no '@' between two non-empty parts",
            _ => null,
        };
        id = why is null ? new MessageId(text!) : null;
        return id is not null;
    }

    /// <summary>Takes an id that is known to be one.</summary>
    /// <exception cref="FormatException">It is not; the message says why.</exception>
    public static MessageId Parse(string text) =>
        TryParse(text, out var id, out var why) ? id : throw new FormatException($"'{text}' is no message id: {why}.");

    /// <summary>What stands where an id should, so that an explanation can go on; never for a message that is processed.</summary>
    internal static MessageId AsFound(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
