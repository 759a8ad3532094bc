using System.Globalization;
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
    private const int MaxText = 1024;

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

    /// <summary>
    /// Holds the children of an element against the sequence that the ebMS schema has; elements of other namespaces are left alone.
    /// </summary>
    public void InOrder(Element? parent, params ReadOnlySpan<string> sequence)
    {
        var at = 0;
        for (var child = parent?.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.NamespaceUri != Ns.Ebms)
            {
                continue;
            }

            var place = sequence.IndexOf(child.LocalName);
            if (place < at)
            {
                Fail(
                    parent!,
                    child.LocalName,
                    place < 0 ? "the schema knows no such element there" : $"it stands behind eb:{sequence[at]}",
                    string.Join(", ", sequence.ToArray()),
                    "write the elements in the order of the ebMS schema"
                );
                return;
            }

            at = place;
        }
    }

    public string? OptionalText(Element? parent, string name) => parent is null ? null : TextOf(parent, Optional(parent, name));

    /// <summary>A text that has to be there, and may be empty.</summary>
    public string TextOrNothing(Element? parent, string name) => TextOf(parent, Required(parent, name)) ?? "";

    public string Text(Element? parent, string name)
    {
        var text = TextOf(parent, Required(parent, name));
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

        if (text.Length > 0)
        {
            Fail(
                messageInfo!,
                "Timestamp",
                $"'{Shorten(text)}' is not a date and time",
                "xs:dateTime in UTC",
                "write the time as 2026-11-23T10:00:00Z"
            );
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
            Fail(parent!, element.LocalName, "it holds elements", "text only", $"write the value of eb:{element.LocalName} as text");
        }

        var value = element.Value;
        if (value.Length > MaxText)
        {
            Fail(parent!, element.LocalName, $"it has {value.Length} characters", $"at most {MaxText}", "shorten it");
            return value[..MaxText];
        }

        return value;
    }

    private void Fail(Element parent, string name, string found, string expected, string remedy) =>
        _faults.Add(
            new EbmsError(EbmsErrorCode.InvalidHeader, $"eb:{name} in {parent} cannot be used: {found}.")
            {
                CheckId = "header.fields",
                Expected = expected,
                Found = found,
                Remedy = remedy,
                Source = "ebMS 3 core 5.2; as4-profile a1, a2",
            }
        );

    private static string Shorten(string text) => LogText.OneLine(text, 60);
}
