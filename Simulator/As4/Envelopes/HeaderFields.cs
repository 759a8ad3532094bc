using System.Globalization;
using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Takes fields out of an ebMS header and keeps the first thing that is wrong with one, so that readers stay a plain list of fields.
/// </summary>
internal sealed class HeaderFields
{
    private const int MaxText = 1024;

    /// <summary>The first fault, or null.</summary>
    public EbmsError? Error { get; private set; }

    /// <summary>The message's own id as soon as it is known, for errors that come after it.</summary>
    public MessageId? MessageId { get; private set; }

    public Element? Optional(Element parent, string name)
    {
        Element? found = null;
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.Is(Ns.Ebms, name))
            {
                if (found is not null)
                {
                    Fail(parent, name, "it occurs more than once", "once");
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
            Fail(parent, name, "it is missing", "once");
        }

        return element;
    }

    public string? OptionalText(Element? parent, string name) => parent is null ? null : TextOf(parent, Optional(parent, name));

    public string Text(Element? parent, string name)
    {
        var text = TextOf(parent, Required(parent, name));
        if (text is { Length: 0 } && parent is not null)
        {
            Fail(parent, name, "it is empty", "a value");
        }

        return text ?? "";
    }

    public MessageId Id(Element? messageInfo)
    {
        var text = Text(messageInfo, "MessageId");
        if (Messages.MessageId.TryParse(text, out var id, out var why))
        {
            MessageId = id;
        }
        else if (messageInfo is not null)
        {
            Fail(messageInfo, "MessageId", why, "printable ASCII, UUID@host, at most 255 characters");
        }

        return id!;
    }

    public DateTimeOffset Timestamp(Element? messageInfo)
    {
        var text = Text(messageInfo, "Timestamp");
        if (
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var instant
            )
        )
        {
            return instant;
        }

        if (messageInfo is not null)
        {
            Fail(messageInfo, "Timestamp", $"'{Shorten(text)}' is not a date and time", "xs:dateTime in UTC");
        }

        return default;
    }

    private string? TextOf(Element? parent, Element? element)
    {
        if (element is null)
        {
            return null;
        }

        if (element.HoldsElements)
        {
            Fail(parent!, element.LocalName, "it holds elements", "text only");
        }

        var value = element.Value;
        if (value.Length > MaxText)
        {
            Fail(parent!, element.LocalName, $"it has {value.Length} characters", $"at most {MaxText}");
        }

        return value;
    }

    private void Fail(Element parent, string name, string found, string expected) =>
        Error ??= new EbmsError(EbmsErrorCode.InvalidHeader, $"eb:{name} in {parent} cannot be used.")
        {
            CheckId = "header.fields",
            Expected = expected,
            Found = found,
            Source = "ebMS 3 core 5.2; as4-profile a1, a2",
        };

    private static string Shorten(string text) => text.Length > 60 ? text[..60] : text;
}
