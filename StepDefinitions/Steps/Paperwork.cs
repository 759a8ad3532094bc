using Ics2.As4.Messages;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.StepDefinitions;

/// <summary>
/// Writes what traders send about their filings, valid and in agreement with the filing; a scenario changes it before it is lodged.
/// </summary>
public sealed class Paperwork(Cast cast)
{
    private const string Means = "activeBorderTransportMeans/";
    private const string Response = "additionalInformationResponse";

    private static readonly string[] Levels = ["consignmentMasterLevel", "consignmentMasterLevel/consignmentHouseLevel"];

    /// <summary>Whether a filing is about a sea voyage.</summary>
    public static bool IsBySea(Draft filing) => filing.Text(Means + "ModeOfTransport") == "1";

    /// <summary>
    /// Whether the goods are loaded at a sea next to the Union, where short limits hold and nothing is forbidden to load (lifecycle 5.2.3);
    /// of the ports of our samples.
    /// </summary>
    public static bool IsFromNearby(Draft filing) =>
        (
            filing.Text("consignmentMasterLevel/placeOfLoading/UNLOCODE")?[..2]
            ?? filing.Text("consignmentMasterLevel/placeOfLoading/address/country")
        )
            is "TR"
                or "UA"
                or "MA"
                or "EG"
                or "IL"
                or "GB";

    /// <summary>The containers that a filing names anywhere, each once.</summary>
    public static IReadOnlyList<string> Containers(Draft filing) =>
        [
            .. Levels
                .SelectMany(level => new[] { level, level + "/goodsItem" })
                .SelectMany(level => filing.Texts(level + "/transportEquipment/containerIdentificationNumber"))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The filing once more, as an amendment of itself.</summary>
    public static Draft Amendment(Lodged filing)
    {
        var draft = filing.Draft!.As(filing.Draft.Message.Replace("IE3F", "IE3A", StringComparison.Ordinal)).Set("MRN", MrnOf(filing));

        // These two amendments have no place for it (lifecycle 6.1).
        return draft.Message is "IE3A50" or "IE3A51" ? draft.Remove("consignmentMasterLevel/carrier/communication") : draft;
    }

    /// <summary>IE3Q04.</summary>
    /// <param name="player">Who invalidates.</param>
    public Draft Invalidation(Player player, Lodged filing)
    {
        var draft = cast.Compose("IE3Q04", player.Eori, options => options with { Mrn = Mrn.Parse(MrnOf(filing)) })
            .Remove("transportDocument");
        Copy(filing.Draft!, draft, "representative/identificationNumber");
        Copy(filing.Draft!, draft, "customsOfficeOfFirstEntry/referenceNumber");
        Copy(filing.Draft!, draft, "addressedMemberState/country");
        return draft;
    }

    /// <summary>IE3R02, one answer for each reference.</summary>
    /// <param name="player">Who answers.</param>
    /// <param name="request">The IE3Q02.</param>
    /// <param name="references">What is answered.</param>
    public Draft Answer(Player player, EnsElement request, IReadOnlyList<string> references)
    {
        var draft = cast.Compose("IE3R02", player.Eori, options => options with { Mrn = Mrn.Parse(request.Text("MRN")!) })
            .Remove("hrcmScreeningResults")
            .Remove("transportDocument")
            .Remove(Response + "/transportDocumentHouse")
            .Set("responsibleMemberState/country", request.Text("responsibleMemberState/country")!)
            .Set(Response + "/additionalInformation/text", "Toys made of wood, sold to private households.");
        Copy(player.Filing.Draft!, draft, "representative/identificationNumber");
        for (var i = 1; i < references.Count; i++)
        {
            draft.Repeat(Response);
        }

        foreach (var (index, reference) in references.Index())
        {
            draft.Set($"{Response}[{index + 1}]/referralRequestReference", reference);
        }

        return draft;
    }

    /// <summary>Names a file in the first answer of an IE3R02.</summary>
    /// <param name="answer">The IE3R02.</param>
    /// <param name="file">The part that travels along (spec: its Content-ID is the identification).</param>
    /// <param name="name">The file's name.</param>
    public static Draft Attach(Draft answer, Payload file, string name) =>
        answer
            .Set(Response + "/binaryAttachment/identification", file.ContentId)
            .Set(Response + "/binaryAttachment/filename", name)
            .Set(Response + "/binaryAttachment/MIME", file.MimeType);

    /// <summary>IE3N06 for the ship of a filing, at the office and with the estimated time of arrival that the filing says.</summary>
    /// <param name="notifier">Who notifies.</param>
    public Draft Arrival(Player notifier, Draft filing)
    {
        var draft = cast.Compose("IE3N06", notifier.Eori)
            .Remove("notifyParty")
            .Remove("relatedMRN")
            .Remove("relatedTransportDocument")
            .Remove(Means + "conveyanceReferenceNumber");
        foreach (var name in new[] { "identificationNumber", "typeOfIdentification", "ModeOfTransport", "estimatedDateAndTimeOfArrival" })
        {
            draft.Set(Means + name, filing.Text(Means + name)!);
        }

        return draft
            .Set(Means + "actualDateAndTimeOfArrival", filing.Text(Means + "estimatedDateAndTimeOfArrival")!)
            .Set("actualCustomsOfficeOfFirstEntry/referenceNumber", filing.Text("customsOfficeOfFirstEntry/referenceNumber")!);
    }

    /// <summary>IE3Q05 without its key.</summary>
    /// <param name="requester">Who asks.</param>
    /// <param name="withNotifications">Whether stored notifications are wanted too.</param>
    public Draft Question(Player requester, bool withNotifications) =>
        cast.Compose("IE3Q05", requester.Eori)
            .Remove("MRN")
            .Remove("transportDocument")
            .Remove("transportDocumentHouse")
            .Set("dataRequest", withNotifications ? "1" : "0");

    /// <summary>The MRN of a filing that customs registered.</summary>
    public static string MrnOf(Lodged filing) =>
        filing.Mrn ?? throw new InvalidOperationException("The trader has not received the MRN of its filing yet.");

    /// <summary>A well-formed MRN that customs never gave.</summary>
    public static string UnknownMrn() => new MrnGenerator((_, _) => "NOBODYHASIT").Filing("BE", TimeProvider.System.GetUtcNow()).Value;

    // With the class around it, which has nothing else that must be there.
    private static void Copy(Draft from, Draft to, string path)
    {
        if (from.Text(path) is { } value)
        {
            to.Set(path, value);
        }
        else
        {
            to.Remove(path.Split('/')[0]);
        }
    }
}
