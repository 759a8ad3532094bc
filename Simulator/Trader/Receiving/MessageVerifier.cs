using System.Security.Cryptography;
using System.Text;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Trader.Wire;

namespace Ics2.Trader.Receiving;

/// <summary>A message of customs that may be believed.</summary>
internal sealed record VerifiedMessage(Envelope Envelope, UserMessage Header, Seal Seal, PayloadSet Payloads)
{
    /// <summary>Whether it is the connectivity test, which is acknowledged and not delivered (ICD 4.5.1).</summary>
    public required bool IsTest { get; init; }

    /// <summary>Equal for two deliveries of the same sealed bytes.</summary>
    public string SealDigest { get; } = Hash(Seal);

    /// <summary>Equal for two messages that say the same, however often they were sealed.</summary>
    public string ContentDigest { get; } = Convert.ToHexString(Transport.ContentDigest.Of(Header, Payloads));

    private static string Hash(Seal seal)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var reference in seal.References)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes($"{reference.Uri} {reference.Stated}"), digest);
            hash.AppendData(digest); // a digest per part, so that the borders count
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

/// <summary>Decides whether a message of customs may be believed.</summary>
internal interface IMessageVerifier
{
    /// <summary>Verifies a message, pushed or pulled.</summary>
    /// <returns>The message, or the error that says why not.</returns>
    Outcome<VerifiedMessage> Verify(Envelope envelope, MimePackage package);
}

/// <summary>MatchProfile, VerifySeal, CheckChain, Decompress: what a trader asks of a message of customs, pushed or pulled.</summary>
internal sealed class MessageVerifier(Profile profile, string partyId, ISealJudge seals) : IMessageVerifier
{
    private readonly ProfileMatcher _matcher = new(profile);
    private readonly PayloadReader _payloads = new(profile);

    public Outcome<VerifiedMessage> Verify(Envelope envelope, MimePackage package)
    {
        if (envelope.UserMessage is not { } header)
        {
            return new EbmsError(EbmsErrorCode.ValueInconsistent, "The message carries no eb:UserMessage.")
            {
                CheckId = "header.user-message",
                Expected = "a message of customs",
                Found = "a signal",
                Remedy = "Send receipts and errors as the answer to what they are about.",
                Source = "ICD 4.1.3",
            };
        }

        if ((_matcher.Check(envelope, package, Direction.ToTrader).FirstError() ?? Addressee(header)) is { } mismatch)
        {
            return mismatch;
        }

        if (seals.Judge(envelope, package, out var seal).FirstError() is { } broken)
        {
            return broken;
        }

        return _payloads.Read(header, package).TryGet(out var payloads, out var damaged)
            ? new VerifiedMessage(envelope, header, seal, payloads) { IsTest = _matcher.IsTest(header) }
            : damaged;
    }

    private EbmsError? Addressee(UserMessage header) =>
        header.To.Id == partyId
            ? null
            : new EbmsError(EbmsErrorCode.ValueInconsistent, "The message is addressed to another party.")
            {
                CheckId = "header.addressee",
                Expected = partyId,
                Found = header.To.Id,
                Remedy = "Send it to the access point of that party.",
                Source = "ICD 4.2.2.1",
            };
}
