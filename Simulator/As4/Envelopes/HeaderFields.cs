using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Takes fields out of an ebMS header and notes what is wrong with one, so that readers stay a plain list of fields and a fault ends
/// nothing but its own field.
/// </summary>
internal sealed class HeaderFields
{
    private readonly List<EbmsError> _faults = [];

    /// <summary>What is wrong, in the order of the fields.</summary>
    public IReadOnlyList<EbmsError> Faults => _faults;

    /// <summary>The message's own id as soon as it is known, for errors that come after it.</summary>
    public string? MessageId { get; private set; }

    public Element? Optional(Element parent, string name)
    {
        Element? found = null;
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.Is(Ns.Ebms, name))
            {
                if (found is not null)
                {
                    Fail(parent, name, "it occurs more than once", "once", $"leave one eb:{name}");
                    break;
                }

                found = child;
            }
        }

        return found;
    }

    public Element? Required(Element? parent, string name)
    {
        if (parent is null)
        {
            return null;
        }

        var element = Optional(parent, name);
        if (element is null)
        {
            var other = Array.Find(parent.Children, child => child.LocalName == name);
            Fail(
                parent,
                name,
                other is null ? "it is missing" : $"it stands in the namespace '{Shorten(other.NamespaceUri)}'",
                other is null ? "once" : Ns.Ebms,
                $"write eb:{name}"
            );
        }

        return element;
    }

    public string? OptionalText(Element? parent, string name) => parent is null ? null : TextOf(Optional(parent, name));

    /// <summary>A text that has to be there, and may be empty.</summary>
    public string TextOrNothing(Element? parent, string name) => TextOf(Required(parent, name)) ?? "";

    public string Text(Element? parent, string name)
    {
        var text = TextOf(Required(parent, name));
        if (text is { Length: 0 } && parent is not null)
        {
            Fail(parent, name, "it is empty", "a value", $"give eb:{name} a value");
        }

        return text ?? "";
    }

    public MessageId Id(Element? messageInfo)
    {
        var text = Text(messageInfo, "MessageId");
        MessageId = Messages.MessageId.AsFound(text).Referable;
        if (Messages.MessageId.TryParse(text, out var id, out var why))
        {
            return id;
        }

        if (text.Length > 0)
        {
            Fail(
                messageInfo!,
                "MessageId",
                $"{why}: '{Shorten(text)}'",
                "printable ASCII, UUID@host, at most 255 characters",
                "write a UUID, '@' and the host name of the access point, without angle brackets"
            );
        }

        return Messages.MessageId.AsFound(text);
    }

    /// <summary>The id of another message, which may be unknown here; what stands there has to be one nonetheless.</summary>
    public string? Reference(Element? messageInfo)
    {
        var text = OptionalText(messageInfo, "RefToMessageId");
        if (text is not null && Messages.MessageId.AsFound(text).Referable is null)
        {
            Fail(
                messageInfo!,
                "RefToMessageId",
                text.Length == 0 ? "it is empty" : $"'{Shorten(text)}' is no message id",
                $"the MessageId of a message, printable ASCII, at most {Messages.MessageId.MaxLength} characters; or no such element",
                "copy the MessageId of the message that is answered, or leave eb:RefToMessageId out"
            );
        }

        return text;
    }

    public DateTimeOffset Timestamp(Element? messageInfo)
    {
        var text = Text(messageInfo, "Timestamp");
        if (XmlDateTime.TryParse(text, out var instant))
        {
            return instant;
        }

        if (text.Length > 0)
        {
            Fail(
                messageInfo!,
                "Timestamp",
                $"'{Shorten(text)}' is not a date and time of XML Schema",
                "xs:dateTime in UTC, as 2026-11-23T10:00:00Z",
                "write date, T, time and Z: not a space, not the form of a mail header, not a date alone"
            );
        }

        return default;
    }

    // That it holds text alone, and not too much of it, is the schema's to say.
    private static string? TextOf(Element? element) =>
        element?.Value is { } value
            ? value.Length > HeaderSchema.MaxText
                ? value[..HeaderSchema.MaxText]
                : value
            : null;

    /// <summary>Notes what the schema does not have.</summary>
    /// <param name="element">Where it stands.</param>
    /// <param name="found">What.</param>
    /// <param name="expected">What may stand there.</param>
    public void Forbidden(Element element, string found, string expected, string remedy)
    {
        var shown = LogText.OneLine(found, 160);
        Note($"The ebMS schema does not allow {shown} in {element}.", "header.schema", expected, shown, remedy);
    }

    /// <summary>Notes a value beyond the bound.</summary>
    /// <param name="what">The text or an attribute of the element.</param>
    /// <param name="length">Its length, characters.</param>
    public void TooLong(Element element, string what, int length) =>
        Note(
            $"{element} cannot be used: {what} has {length} characters.",
            "header.length",
            $"at most {HeaderSchema.MaxText}",
            $"{length} characters",
            "shorten it"
        );

    private void Fail(Element parent, string name, string found, string expected, string remedy) =>
        Note($"eb:{name} in {parent} cannot be used: {found}.", "header.fields", expected, found, remedy);

    private void Note(string text, string check, string expected, string found, string remedy) =>
        _faults.Add(
            new EbmsError(EbmsErrorCode.InvalidHeader, text)
            {
                CheckId = check,
                Expected = expected,
                Found = found,
                Remedy = remedy,
                Source = "ebMS 3 core 5.2 and its schema; as4-profile a1, a2",
            }
        );

    private static string Shorten(string text) => LogText.OneLine(text, 60);
}
