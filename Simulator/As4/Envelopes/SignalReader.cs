using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>Reads <c>eb:SignalMessage</c>: a receipt, errors, or a pull request.</summary>
internal static class SignalReader
{
    private const string NonRepudiation = "NonRepudiationInformation";

    /// <summary>Reads what is there; null when it is none of the three, or several at once.</summary>
    public static SignalMessage? Read(Element element, HeaderFields fields)
    {
        var info = fields.Required(element, "MessageInfo");
        var id = fields.Id(info);
        var timestamp = fields.Timestamp(info);
        var refTo = fields.Reference(info);
        var receipt = fields.Optional(element, "Receipt");
        var pull = fields.Optional(element, "PullRequest");
        var errors = element.ChildrenNamed(Ns.Ebms, "Error");
        HeaderSchema.Check(element, fields);
        return (receipt, pull, errors) switch
        {
            (not null, null, []) => new Receipt(id, refTo, timestamp, ReadNonRepudiation(receipt))
            {
                Instead = Array.Find(receipt.Children, child => !child.Is(Ns.Ebbp, NonRepudiation)) is { } other
                    ? $"{{{other.NamespaceUri}}}{other.LocalName}"
                    : null,
            },
            (null, not null, []) => new PullRequest(
                id,
                timestamp,
                Mpc.TryParse(pull.Attribute("", "mpc"), out var mpc, out _) ? mpc : null
            ),
            (null, null, [_, ..]) => new ErrorSignal(id, refTo, timestamp, [.. errors.Select(ReadError)]),
            _ => null,
        };
    }

    private static List<SealReference>? ReadNonRepudiation(Element receipt)
    {
        if (receipt.Child(Ns.Ebbp, NonRepudiation) is not { } information)
        {
            return null;
        }

        var references = new List<SealReference>();
        foreach (var part in information.ChildrenNamed(Ns.Ebbp, "MessagePartNRInformation"))
        {
            if (part.Child(Ns.Ds, "Reference") is { } reference)
            {
                references.Add(SignatureReader.ReadReference(reference));
            }
        }

        return references;
    }

    private static EbmsError ReadError(Element error)
    {
        var severity = string.Equals(error.Attribute("", "severity"), "warning", StringComparison.OrdinalIgnoreCase)
            ? ErrorSeverity.Warning
            : ErrorSeverity.Failure;
        var code = new EbmsErrorCode(
            error.Attribute("", "errorCode") ?? "",
            error.Attribute("", "shortDescription") ?? "",
            error.Attribute("", "category") ?? "",
            error.Attribute("", "origin") ?? "",
            severity
        );
        return new EbmsError(code, error.Child(Ns.Ebms, "Description")?.Value ?? "")
        {
            RefToMessageInError = error.Attribute("", "refToMessageInError"),
            ReceivedDetail = error.Child(Ns.Ebms, "ErrorDetail")?.Value ?? "",
        };
    }
}
