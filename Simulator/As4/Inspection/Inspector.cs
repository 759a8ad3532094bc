using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;

namespace Ics2.As4.Inspection;

/// <summary>
/// Explains a message without an access point: the same readers and checks as the receive pipeline, but it goes on after the first
/// failure, as far as there is something to look at. Who may send is not asked here: that takes trust anchors and the registry.
/// </summary>
/// <param name="profile">The AS4 parameters.</param>
/// <param name="known">Certificates that a message may name without carrying them.</param>
public sealed class Inspector(Profile profile, IReadOnlyList<X509Certificate2>? known = null)
{
    private readonly MultipartReader _mime = new(profile.Limits);
    private readonly EnvelopeReader _envelopes = new(profile.Limits);
    private readonly ProfileMatcher _matcher = new(profile);
    private readonly SealVerifier _verifier = new(profile.Limits, known);
    private readonly SealPolicy _policy = new(profile);
    private readonly PayloadReader _payloads = new(profile);

    /// <summary>Explains a message.</summary>
    /// <param name="message">Content type and body.</param>
    /// <param name="direction">Which way it travels; null to tell from its sender.</param>
    /// <returns>The explanation; never an exception for what a message holds.</returns>
    public InspectionReport Inspect(WireMessage message, Direction? direction = null)
    {
        if (!_mime.Read(message.ContentType, message.Body).TryGet(out var package, out var error))
        {
            return new InspectionReport([Failed(error)]);
        }

        List<Check> checks = [Passed("mime", "the MIME packaging can be read", "RFC 2046, RFC 2387")];
        if (!_envelopes.Read(package).TryGet(out var envelope, out error))
        {
            return new InspectionReport([.. checks, Failed(error)]) { Parts = Parts(package, null) };
        }

        checks.Add(Passed("envelope", "the SOAP envelope and its eb:Messaging can be read", "as4-profile a"));
        checks.AddRange(_matcher.Check(envelope, package, direction ?? DirectionOf(envelope)));
        var seal = _verifier.Verify(envelope, package);
        checks.AddRange(_policy.Check(envelope, package, seal));
        var payloads = Expand(envelope, package, checks);
        return new InspectionReport(checks)
        {
            Envelope = envelope,
            Seal = seal,
            Parts = Parts(package, envelope.UserMessage),
            Payloads = payloads,
        };
    }

    private IReadOnlyList<Payload> Expand(Envelope envelope, MimePackage package, List<Check> checks)
    {
        if (
            envelope.UserMessage is not { } header
            || header.Parts.Any(part => part.ContentId is null || package.Find(part.ContentId) is null)
        )
        {
            return [];
        }

        if (!_payloads.Read(header, package).TryGet(out var payloads, out var error))
        {
            checks.Add(Failed(error));
            return [];
        }

        checks.Add(Passed("payload.gzip", "every compressed part can be expanded, whole and within bounds", "ICD 4.2.5, 4.2.6"));
        return payloads.Items;
    }

    private Direction DirectionOf(Envelope envelope) =>
        envelope.UserMessage?.From.Id == profile.CustomsPartyId ? Direction.ToTrader : Direction.ToCustoms;

    private List<InspectedPart> Parts(MimePackage package, UserMessage? header) =>
        [
            .. package.Attachments.Select(part =>
            {
                var info = header?.Parts.FirstOrDefault(candidate => candidate.ContentId == part.ContentId);
                var expanded = Gzip.TryExpand(part.Content, profile.Limits, out var content, out _) ? content.Length : (int?)null;
                return new InspectedPart(part.ContentId, info?.Property("MimeType") ?? part.ContentType, part.Content.Length, expanded);
            }),
        ];

    private static Check Passed(string id, string text, string source) => new(id, CheckVerdict.Passed, text, source);

    private static Check Failed(EbmsError error) =>
        new(error.CheckId ?? error.Code.Code, CheckVerdict.Failed, error.Description, error.Source ?? "")
        {
            Expected = error.Expected,
            Actual = error.Found,
            Remedy = error.Remedy,
            Error = error,
        };
}
