using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Sealing;

namespace Ics2.As4.Inspection;

/// <summary>
/// Explains a message without an access point: the same readers and checks as the receive pipeline in the same order
/// (<see cref="ReceiveOrder"/>), but it goes on after a failure as far as there is something to look at.
/// </summary>
/// <param name="profile">The AS4 parameters.</param>
/// <param name="known">Certificates that a message may name without carrying them.</param>
/// <param name="trust">Who knows the accepted CAs and the registry; null when nobody does, and the checks say so.</param>
public sealed class Inspector(Profile profile, IReadOnlyList<X509Certificate2>? known = null, ITrustChecks? trust = null)
{
    private readonly PackageReader _packages = new(profile.Limits);
    private readonly EnvelopeReader _envelopes = new(profile.Limits);
    private readonly ProfileMatcher _matcher = new(profile);
    private readonly SealVerifier _verifier = new(profile.Limits, known);
    private readonly SealPolicy _policy = new(profile);
    private readonly DocumentChecks _documents = new(profile);

    /// <summary>Explains a message.</summary>
    /// <param name="message">Content type and body.</param>
    /// <param name="direction">Which way it travels; null to tell from its sender.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The explanation; never an exception for what a message holds.</returns>
    public async Task<InspectionReport> InspectAsync(
        WireMessage message,
        Direction? direction = null,
        CancellationToken cancellationToken = default
    )
    {
        var (package, faults) = _packages.Read(message.ContentType, message.Body, message.ContentEncoding);
        List<Check> checks = [.. faults.Select(Failed)];
        if (faults.Count == 0)
        {
            checks.Add(Passed("mime", "the MIME packaging can be read", "RFC 2046, RFC 2387"));
        }

        if (package is null)
        {
            return new InspectionReport(checks);
        }

        var (envelope, headerFaults) = _envelopes.ReadAsFarAsPossible(package);
        checks.AddRange(headerFaults.Select(Failed));
        if (headerFaults.Count == 0)
        {
            checks.Add(Passed("envelope", "the SOAP envelope and its eb:Messaging can be read", "as4-profile a"));
        }

        if (envelope is null)
        {
            return new InspectionReport(checks) { Parts = Parts(package, null, null) };
        }

        var way = direction ?? DirectionOf(envelope);
        var seal = _verifier.Verify(envelope, package);
        IReadOnlyList<GzipScan>? contents = null;
        foreach (var stage in ReceiveOrder.Of(envelope))
        {
            switch (stage)
            {
                case ReceiveStage.Profile:
                    checks.AddRange(_matcher.Check(envelope, package, way));
                    break;
                case ReceiveStage.Seal:
                    checks.AddRange(_policy.Check(envelope, package, seal));
                    break;
                case ReceiveStage.Chain when trust is not null && seal.Leaf is not null:
                    checks.Add(await trust.ChainAsync(envelope, seal, way, At(envelope), cancellationToken));
                    break;
                case ReceiveStage.Sender when trust is not null && seal.Leaf is not null:
                    checks.Add(await trust.SenderAsync(envelope, seal, way, cancellationToken));
                    break;
                case ReceiveStage.Chain or ReceiveStage.Sender:
                    break;
                case ReceiveStage.Parts:
                    contents = _documents.Check(checks, envelope.UserMessage!, package, seal.Encryption);
                    break;
                default:
                    checks.AddRange(ReceiptCheck.Alone((Receipt)envelope.Signal!));
                    break;
            }
        }

        return new InspectionReport(checks)
        {
            Envelope = envelope,
            Direction = way,
            Seal = seal,
            Parts = Parts(package, envelope.UserMessage, contents),
        };
    }

    // A capture does not say when it was received; it was sent a moment before.
    private static DateTimeOffset At(Envelope envelope) => envelope.UserMessage?.Timestamp ?? envelope.Signal!.Timestamp;

    private Direction DirectionOf(Envelope envelope) =>
        envelope.UserMessage?.From.Id == profile.CustomsPartyId ? Direction.ToTrader : Direction.ToCustoms;

    // Each part was expanded once, or is not shown with a size: a document may have a hundred megabytes.
    private static IReadOnlyList<InspectedPart> Parts(MimePackage package, UserMessage? header, IReadOnlyList<GzipScan>? contents) =>
        [
            .. package.Attachments.Select(part =>
            {
                var at = header?.Parts.ToList().FindIndex(candidate => candidate.ContentId == part.ContentId) ?? -1;
                var info = at < 0 ? null : header!.Parts[at];
                return new InspectedPart(
                    part.ContentId,
                    info?.Property("MimeType") ?? part.ContentType,
                    part.Content.Length,
                    info?.Property("CompressionType") is null ? null : contents?[at].Length
                );
            }),
        ];

    private static Check Passed(string id, string text, string source) => new(id, CheckVerdict.Passed, text, source);

    internal static Check Failed(EbmsError error) =>
        new(error.CheckId ?? error.Code.Code, CheckVerdict.Failed, error.Description, error.Source ?? "")
        {
            Expected = error.Expected,
            Actual = error.Found,
            Remedy = error.Remedy,
            Error = error,
        };
}
