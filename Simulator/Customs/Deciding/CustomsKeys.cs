using System.Globalization;
using Ics2.Customs.Model;
using Ics2.Customs.Referrals;

namespace Ics2.Customs.Deciding;

/// <summary>
/// The keys under which filings are found. A decision needs every filing that shares a key with the command, and, as linking follows
/// documents, every filing that shares a link key with one of those, and so on until no more come.
/// </summary>
public static class CustomsKeys
{
    /// <summary>Where to begin for a command.</summary>
    /// <returns>Its keys.</returns>
    public static IEnumerable<string> Of(CustomsCommand command) =>
        command switch
        {
            TraderMessage message => OfMessage(message),
            AboutFiling about => [Mrn(about.Mrn), .. about is RelateHouse relate ? new[] { Mrn(relate.MasterMrn) } : []],
            _ => [],
        };

    /// <summary>
    /// Where else to look, once the filing that a command is about is known: the search for houses goes by what the master says (lifecycle
    /// 5.3 step 2), a control at the port is told to who notified the arrival.
    /// </summary>
    /// <param name="state">What its keys led to.</param>
    /// <returns>More keys; none for most commands.</returns>
    public static IReadOnlyList<string> Further(CustomsCommand command, CustomsState state) =>
        command switch
        {
            ExpireTimer { Kind: TimerKind.Linking } timer when state.ByMrn(timer.Mrn) is { } master => [.. SearchHouses.Traces(master)],
            DecideControl control when state.ByMrn(control.Mrn) is { ArrivedWith: { } arrival } => [Mrn(arrival)],
            _ => [],
        };

    /// <summary>Where a filing is found.</summary>
    /// <returns>Its keys.</returns>
    public static IEnumerable<string> Of(Filing filing)
    {
        if (filing.State == FilingState.Rejected)
        {
            return [];
        }

        if (filing.Type == FilingTypes.Consultation)
        {
            return [Reference(filing.Declarant, filing.Lrn)];
        }

        // An invalidated filing stays with its documents: houses that arrived with it still name it.
        IEnumerable<string> always =
        [
            .. filing.Mrn is { } mrn ? new[] { Mrn(mrn) } : [],
            .. filing.Referrals.Select(referral => "X" + referral.Reference),
            .. FilingTypes.IsMaster(filing.Type) ? new[] { ByHand(filing.Key) } : [],
            .. filing.Houses.Select(house => house.RelatedByHand).OfType<FilingKey>().Select(ByHand),
            .. Links(filing.Content),
        ];
        IEnumerable<string> lrn = filing.TakesLrn ? [Lrn(filing.Declarant, filing.Lrn)] : [];
        IEnumerable<string> live = filing.IsLive ? [.. Voyage(filing.IsArrival ? "A" : "V", filing.Content, days: 0)] : [];
        var unlinked = filing
            .Houses.Select((house, index) => (house, index))
            .Where(pair => pair.house.State == HouseState.PendingLinking)
            .SelectMany(pair => SearchHouses.Traces(filing.Content.Houses[pair.index]));
        return always.Concat(lrn).Concat(live).Concat(unlinked).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Whether linking follows this key.</summary>
    /// <returns>True for documents and receptacles.</returns>
    public static bool IsLink(string key) => key[0] is 'M' or 'H' or 'R';

    private static IEnumerable<string> OfMessage(TraderMessage message)
    {
        var document = message.Document;
        var content = message.Content;
        var arrival = document?.Text("personNotifyingTheArrival/identificationNumber");
        IEnumerable<string> mrns =
        [
            .. new[] { document?.Mrn, content.PreviousMrn, content.PreviousDocument }.OfType<string>(),
            .. Values("relatedMRN/identification"),
        ];
        return
        [
            message.Action == "IE3Q05"
                ? Reference(document?.Text("requester/identificationNumber"), document?.Text("functionalReference"))
                : Lrn(arrival ?? content.Declarant, content.Lrn),
            .. mrns.Select(Mrn),
            .. Voyage(message.Action == "IE3N06" ? "V" : "A", content, days: 1),
            .. message.Action == "IE3N06" ? Voyage("A", content, days: 0) : [],
            .. Links(content),
            .. Values("additionalInformationResponse/referralRequestReference")
                .Concat(Values("hrcmScreeningResults/referralRequestReference"))
                .Select(reference => "X" + reference),
            .. Values("transportDocument/documentNumber")
                .Concat(Values("relatedTransportDocument/documentNumber"))
                .Select(number => "M" + number),
            .. Values("transportDocumentHouse/documentNumber").Select(number => "H" + number),
        ];

        IEnumerable<string> Values(string path) => (document?.All(path) ?? []).Select(element => element.Value).OfType<string>();
    }

    private static IEnumerable<string> Links(FilingContent content) =>
        [
            .. content.MasterDocument is { } master ? new[] { "M" + master.Number } : [],
            .. content.Receptacles.Select(receptacle => "R" + receptacle),
            .. content.Houses.SelectMany(house => house.Receptacles).Select(receptacle => "R" + receptacle),
            .. content.Houses.Select(house => house.MasterDocument?.Number).OfType<string>().Select(number => "M" + number),
            .. content.Houses.Select(house => house.Document?.Number).OfType<string>().Select(number => "H" + number),
        ];

    // Filings look for arrivals of their journey, and arrivals for filings: so filings of one ship do not wait for each other. The time of
    // both may differ (DEC-28), so a journey is found under its day, and looked for on the days around it.
    private static IEnumerable<string> Voyage(string kind, FilingContent content, int days) =>
        content is { Vessel: { } vessel, EstimatedArrival: { } arrival }
            ? Enumerable
                .Range(-days, (2 * days) + 1)
                .Select(day =>
                    string.Create(CultureInfo.InvariantCulture, $"{kind}{vessel}|{(arrival.ToUnixTimeSeconds() / 86_400) + day}")
                )
            : [];

    // What an officer related shares no document with its master.
    private static string ByHand(FilingKey master) => $"M#{master.Party}#{master.MessageId}";

    private static string Mrn(string mrn) => "N" + mrn;

    private static string Reference(string? requester, string? reference) => $"Q{requester}|{reference}";

    private static string Lrn(string? declarant, string? lrn) => $"L{declarant}|{lrn}";
}
