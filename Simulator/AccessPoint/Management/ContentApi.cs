using System.Text;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Quality;
using Ics2.Ens.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>Opens and explains what was exchanged: the inspection of either side of an exchange, and the document in a message.</summary>
internal sealed class ContentApi(
    ExchangeLog exchanges,
    MessageFinder finder,
    IMessageLists messages,
    SenderTrust trust,
    SpecPacks packs,
    ITraderRegister register,
    Profile profile
)
{
    private const int MaxXml = 1_000_000;

    private readonly Inspector _inspector = new(profile, trust: trust);
    private readonly MultipartReader _multipart = new(profile.Limits);
    private readonly EnvelopeReader _envelopes = new(profile.Limits);
    private readonly PayloadReader _payloads = new(profile);

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/exchanges/{id}/inspection", InspectExchangeAsync)
            .About(
                "exchanges",
                "The request explained check by check, as ics2 inspect does with this access point's lists and registry",
                "side=response explains the answer instead."
            )
            .Gives<InspectionDocument>()
            .CanBeWrong()
            .CanBeMissing();
        app.MapGet("/messages/{messageId}/inspection", InspectMessageAsync)
            .About("messages", "A message explained check by check", MessageFinder.WhichMessage)
            .Gives<InspectionDocument>()
            .CanBeWrong()
            .CanBeMissing()
            .CanBeImpossible();
        app.MapGet("/messages/{messageId}/document", Document)
            .About("messages", "The business document in a message, and what customs finds in it", MessageFinder.WhichMessage)
            .Gives<ContentView>()
            .CanBeWrong()
            .CanBeMissing()
            .CanBeImpossible();
    }

    private async Task<IResult> InspectExchangeAsync(string id, string? side, CancellationToken cancellationToken)
    {
        if (side is not (null or "request" or "response"))
        {
            return Bad("side request or response", side);
        }

        if (exchanges.Bytes(id) is not { } bytes)
        {
            return ExchangesApi.NoExchange(id);
        }

        var wire = await ExchangesApi.WireAsync(bytes, isRequest: side is not "response", cancellationToken);
        return wire is null ? ExchangesApi.NoExchange(id) : Ok(await InspectAsync(wire, cancellationToken));
    }

    private Task<IResult> InspectMessageAsync(string messageId, string? party, string? direction, CancellationToken cancellationToken) =>
        finder.FindAsync(
            new MessageAddress(messageId, party, direction),
            async row => messages.Raw(row) is { } wire ? Ok(await InspectAsync(wire, cancellationToken)) : MessageFinder.None(messageId)
        );

    private async Task<InspectionDocument> InspectAsync(WireMessage wire, CancellationToken cancellationToken) =>
        InspectionDocuments.Of(await _inspector.InspectAsync(wire, cancellationToken: cancellationToken));

    private Task<IResult> Document(string messageId, string? party, string? direction) =>
        finder.FindAsync(
            new MessageAddress(messageId, party, direction),
            row => Task.FromResult(messages.Raw(row) is { } wire ? Open(row, wire) : MessageFinder.None(messageId))
        );

    private IResult Open(MessageRow row, WireMessage wire)
    {
        if (
            !_multipart.Read(wire.ContentType, wire.Body).TryGet(out var package, out var error)
            || !_envelopes.Read(package).TryGet(out var envelope, out error)
            || envelope.UserMessage is not { } header
            || !_payloads.Read(header, package).TryGet(out var payloads, out error)
        )
        {
            return Impossible($"{row.Action} {row.MessageId} cannot be opened: {error?.ToString() ?? "it carries no document"}");
        }

        return payloads.BusinessDocument is { } document
            ? Ok(Judge(row, header, document.Content, payloads))
            : Missing($"{row.Action} {row.MessageId} carries no document");
    }

    private ContentView Judge(MessageRow row, UserMessage header, ReadOnlyMemory<byte> document, PayloadSet payloads)
    {
        var pack = packs.Choose(header.Agreement?.Value, profile.Agreement, document);
        var judged = new DataQuality(pack).Beside(
            new EnsValidator(pack, new ValidationOptions { Register = register }).ReadAndValidate(document, row.At)
        );
        var xml = Encoding.UTF8.GetString(document.Span[..Math.Min(document.Length, MaxXml)]);
        return new ContentView(
            judged.Message?.Id,
            pack.Version,
            xml,
            document.Length > MaxXml,
            [.. judged.Findings.Select(finding => View(finding, pack))],
            [.. judged.Hints.Select(finding => View(finding, pack))],
            [.. judged.Notes.Select(note => note.Text)],
            [.. payloads.Items.Select(part => new InspectedContent(part.ContentId, part.MimeType, part.Content.Length, null))]
        );
    }

    private static FindingView View(ValidationFinding finding, SpecPack pack) =>
        new(
            finding.Code,
            finding.Rule,
            finding.Path,
            finding.Line,
            finding.Column,
            finding.Text,
            finding.Found,
            finding.Expected,
            finding.Trust.Word(),
            finding.Also ?? [],
            pack.Describe(finding.Rule)?.Text
        );
}
