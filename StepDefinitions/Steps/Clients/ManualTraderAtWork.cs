using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Ics2.As4.Messages;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Clients;

/// <summary>A person at work as one trader.</summary>
internal sealed partial class ManualTraderAtWork(Workplace place, GuidedPerson person, TimeSpan handTime, Uri? pushUrl) : ITraderAtWork
{
    private const string NothingWaits = "EBMS:0006";
    private const int MaxFacts = 20;

    // What a document has to have in common with that of the scenario, so that customs relates it to the others.
    private static readonly HashSet<string> Relating = new(StringComparer.Ordinal)
    {
        "MRN",
        "declarant/identificationNumber",
        "representative/identificationNumber",
        "carrier/identificationNumber",
        "supplementaryDeclarant/identificationNumber",
        "transportDocumentMasterLevel/documentNumber",
        "transportDocumentHouseLevel/documentNumber",
        "customsOfficeOfFirstEntry/referenceNumber",
        "referenceNumberUCR",
        "requestIdentifier",
    };

    private int _documents;

    public Uri? PushUrl => pushUrl;

    public TimeSpan? HandTime => handTime;

    private string Party => place.Settings.PartyId;

    public async Task<Told> PingAsync(CancellationToken cancellationToken)
    {
        var seen = await person.DoAsync(
            new Wanted("ping", "the connectivity test", IsPing) { Strange = IsOtherMessage },
            new GuideLine(GuideKind.Instruction, place.ScenarioId, $"Test the connection as {Party} (the test service of ebMS, ICD 4.5.1).")
            {
                Do = "ping",
            },
            cancellationToken
        );
        return new Told(seen?.MessageId);

        static bool IsPing(ExchangeView one) =>
            one is { Kind: "userMessage", Action: { } action } && action.EndsWith("/test", StringComparison.Ordinal);

        static bool IsOtherMessage(ExchangeView one) => one.Kind == "userMessage";
    }

    public async Task<Told> LodgeAsync(
        string message,
        ReadOnlyMemory<byte> document,
        IReadOnlyList<Payload> attachments,
        Misconduct? conduct,
        CancellationToken cancellationToken
    )
    {
        var number = Interlocked.Increment(ref _documents).ToString(CultureInfo.InvariantCulture);
        var outbox = Directory.CreateDirectory(Path.Combine(place.Folder, "outbox", place.ScenarioId, number)).FullName;
        var file = Path.Combine(outbox, message + ".xml");
        await File.WriteAllBytesAsync(file, document, cancellationToken);
        List<string> along = [];
        foreach (var attachment in attachments)
        {
            along.Add(Path.Combine(outbox, attachment.ContentId + (attachment.MimeType == "application/pdf" ? ".pdf" : ".jpg")));
            await File.WriteAllBytesAsync(along[^1], attachment.Content, cancellationToken);
        }

        var (facts, lrn) = (Facts(document.Span), Lrn(document.Span));
        var more = along.Count == 0 ? "" : $", with {along.Count} attachments";
        var seen = await person.DoAsync(
            new Wanted($"send {message}", message, one => one.Kind == "userMessage" && one.Action == message)
            {
                Strange = one => one.Kind == "userMessage",
            },
            new GuideLine(
                GuideKind.Instruction,
                place.ScenarioId,
                $"Lodge an {message} as {Party}, {lrn}{more}. {file} is one that fits; your own will do if the step holds for it"
                    + $"{(facts.Count == 0 ? "." : $" and it has these values: {string.Join(", ", facts.Select(fact => $"{fact.Key} {fact.Value}"))}.")}"
            )
            {
                Do = "send",
                Message = message,
                File = file,
                Attachments = along.Count == 0 ? null : along,
                Facts = facts.Count == 0 ? null : facts,
            },
            cancellationToken
        );
        return new Told(seen?.MessageId);
    }

    public async Task CollectAsync(Misconduct? conduct, Mpc? channel, CancellationToken cancellationToken)
    {
        if (pushUrl is null)
        {
            await person.DoAsync(
                new Wanted("pull", "a pull to which customs answers that nothing waits", IsLastPull)
                {
                    FromNowOn = true,
                    Strange = one => one is { Kind: "pullRequest", Verdict: "refused" } || one.Kind == "userMessage",
                    Progress = one => one.Kind is "pullRequest" or "receipt",
                },
                new GuideLine(
                    GuideKind.Instruction,
                    place.ScenarioId,
                    $"Pull as {Party} and acknowledge what comes, until customs says that nothing waits ({NothingWaits})."
                )
                {
                    Do = "pull",
                },
                cancellationToken
            );
        }

        // A customs that is out of order answers nothing of sense; the pull was made all the same.
        static bool IsLastPull(ExchangeView one) =>
            one.Kind == "pullRequest" && (one.Answer.Code == NothingWaits || one.Answer.Kind == "none");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Dictionary<string, string> Facts(ReadOnlySpan<byte> document)
    {
        try
        {
            var root = XDocument.Parse(Encoding.UTF8.GetString(document)).Root!;
            return root.Descendants()
                .Where(element =>
                    !element.HasElements && Relating.Any(tail => PathOf(element).EndsWith("/" + tail, StringComparison.Ordinal))
                )
                .Take(MaxFacts)
                .GroupBy(PathOf, StringComparer.Ordinal)
                .ToDictionary(
                    group => group.Key,
                    group => string.Join(" and ", group.Select(element => element.Value).Distinct(StringComparer.Ordinal)),
                    StringComparer.Ordinal
                );
        }
        catch (XmlException)
        {
            return []; // a document that is broken on purpose
        }
    }

    // The LRN may tell customs what to do (its playbook); else it is the person's own affair.
    private static string Lrn(ReadOnlySpan<byte> document)
    {
        var prefix = LrnPrefix().Match(Encoding.UTF8.GetString(document));
        return prefix.Success ? $"any LRN that begins with {prefix.Value}" : "any LRN";
    }

    private static string PathOf(XElement element) =>
        "/" + string.Join('/', element.AncestorsAndSelf().Reverse().Select(one => one.Name.LocalName));

    [GeneratedRegex("(?<=<LRN>)[A-Z0-9]{2,8}-", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex LrnPrefix();
}
