using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>
/// Registers a filing or refuses it: exactly one of IE3R01 and IE3N99 (lifecycle 5.1). The life-cycle checks of lifecycle 4.2 D, and with them
/// IE3N01 and the MRN that an F25 shares with its F23, come with issue 4; here an F25 gets an MRN like any other.
/// </summary>
internal sealed class RegisterFiling(Notices notices)
{
    public Decision Decide(CustomsState state, LodgeFiling lodge, DateTimeOffset now)
    {
        var fields = new FilingFields(lodge.Document);
        IReadOnlyList<ValidationFinding> findings =
            IsOtherMessage(lodge) ? [OtherMessage(lodge)] : [.. lodge.Findings, .. DuplicateLrn(state, lodge, fields), .. NoCountry(lodge, fields)];
        return findings.Count > 0 ? Refuse(lodge, fields, findings, now) : Accept(lodge, fields, now);
    }

    private Decision Accept(LodgeFiling lodge, FilingFields fields, DateTimeOffset now)
    {
        var type = TypeOf(lodge);
        var mrn = new MrnGenerator((_, _) => lodge.UniquePart).Filing(fields.Country!, now).Value;
        return new Decision(
            [
                new FilingRegistered(lodge.Key, now, type, Present(fields.Lrn), Present(fields.Declarant), lodge.ReceivedAt, mrn),
                new FilingAccepted(lodge.Key, now),
            ],
            [new Notice(lodge.Key.Party, lodge.Key.MessageId, notices.Registration(type, mrn, fields, now))]);
    }

    private Decision Refuse(LodgeFiling lodge, FilingFields fields, IReadOnlyList<ValidationFinding> findings, DateTimeOffset now) => new(
        [new FilingRefused(lodge.Key, now, TypeOf(lodge), fields.Lrn, fields.Declarant, lodge.ReceivedAt, [.. findings.Select(finding => finding.Code)])],
        [new Notice(lodge.Key.Party, lodge.Key.MessageId, notices.Refusal(fields, findings, now))]);

    private static string TypeOf(LodgeFiling lodge) => lodge.Action["IE3".Length..];

    private static string Present(string? value) => value ?? throw new InvalidOperationException("A filing without findings has an LRN and a declarant.");

    // The message name has to fit the operation of the channel (lifecycle 4.1, step 1).
    private static bool IsOtherMessage(LodgeFiling lodge) => lodge.Document is { } document && document.Id != lodge.Action;

    private static ValidationFinding OtherMessage(LodgeFiling lodge) => new(
        ErrorCode.IncorrectValue, "structure", "/" + lodge.Document!.Id, lodge.Document.Root.Line, lodge.Document.Root.Column,
        "The document is another message than the action of the AS4 header says.", lodge.Document.Id, lodge.Action);

    private static IEnumerable<ValidationFinding> DuplicateLrn(CustomsState state, LodgeFiling lodge, FilingFields fields)
    {
        var taken = fields.Lrn is null || fields.Declarant is null
            ? null
            : state.Filings.Values.FirstOrDefault(other => other.IsLive && other.Key != lodge.Key && other.Lrn == fields.Lrn && other.Declarant == fields.Declarant);
        if (taken is not null)
        {
            var lrn = lodge.Document!.Find("LRN");
            yield return new ValidationFinding(
                ErrorCode.DuplicateLrn, "R3003", $"/{lodge.Action}/LRN", lrn?.Line, lrn?.Column,
                $"The declarant {taken.Declarant} has used this LRN for another filing, MRN {taken.Mrn}.", taken.Lrn, "an LRN that no live filing of the declarant has");
        }
    }

    // The validation should have said so; without a country there can be no MRN.
    private static IEnumerable<ValidationFinding> NoCountry(LodgeFiling lodge, FilingFields fields)
    {
        if (lodge.Findings.Count == 0 && (fields.Country is not { Length: 2 } country || country.AsSpan().ContainsAnyExceptInRange('A', 'Z')))
        {
            yield return new ValidationFinding(
                ErrorCode.IncorrectValue, "structure", fields.CountryPath, Line: null, Column: null,
                "The filing is addressed to no country, so it cannot get an MRN.", fields.Country, "a customs office or Member State that begins with two capital letters");
        }
    }
}
