using Ics2.As4;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trader;

namespace Ics2.StepDefinitions.Clients;

/// <summary>What goes wrong, on purpose, between composing a message and hearing the answer.</summary>
public enum Mishap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The document is altered after it was sealed.</summary>
    AlteredDocument,

    /// <summary>The seal is left out.</summary>
    NoSeal,

    /// <summary>The first answer of customs is lost on the way.</summary>
    LostAnswer,

    /// <summary>The message states the agreement of Release 1.</summary>
    OldAgreement,

    /// <summary>The message states an action that does not exist.</summary>
    UnknownAction,

    /// <summary>The message has a conversation id nobody knows.</summary>
    OddConversation,
}

/// <summary>Makes the built-in client suffer a mishap, through the hooks it offers for that.</summary>
internal static class Mishaps
{
    // Retries follow at once: a scenario has no ten seconds to wait for the profile's interval.
    private static readonly RetryPolicy AtOnce = new(3, TimeSpan.Zero);

    public static TraderOptions Suffer(Mishap mishap, Mpc? channel = null) => new()
    {
        Retry = AtOnce,
        Profile = mishap == Mishap.OldAgreement ? Profile.Ics2HtiV2 with { Agreement = "EU-ICS2-TI-V1.0" } : Profile.Ics2HtiV2,
        Sealer = sealer => new UnluckySealer(sealer, mishap, channel),
        Network = connection => mishap == Mishap.LostAnswer ? new LossyNetwork(connection) : connection,
    };

    private sealed class UnluckySealer(ISealer inner, Mishap mishap, Mpc? channel) : ISealer
    {
        public SealedMessage SealUserMessage(UserMessage header, IReadOnlyList<Payload> payloads) => Spoil(inner.SealUserMessage(
            mishap switch
            {
                Mishap.UnknownAction => header with { Action = "IE3F99" },
                Mishap.OddConversation => header with { ConversationId = Guid.NewGuid().ToString() },
                _ => header,
            },
            payloads));

        public SealedMessage SealReceipt(Envelope acknowledged) => inner.SealReceipt(acknowledged);

        public SealedMessage SealPullRequest(Mpc own) => Spoil(inner.SealPullRequest(channel ?? own));

        public SealedMessage SealError(EbmsError error, string? refToMessageId) => inner.SealError(error, refToMessageId);

        private SealedMessage Spoil(SealedMessage message) => mishap switch
        {
            Mishap.AlteredDocument => With(message, FlipOneBit(message.Wire.Body.ToArray())),
            Mishap.NoSeal => With(message, CutSecurityHeader(message.Wire.Body.ToArray())),
            _ => message,
        };

        private static SealedMessage With(SealedMessage message, byte[] body) => message with { Wire = message.Wire with { Body = body } };

        // The document is the first gzip member; its tenth byte and on are compressed content (RFC 1952 2.3).
        private static byte[] FlipOneBit(byte[] body)
        {
            var gzip = body.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b]);
            body[gzip + 12] ^= 1;
            return body;
        }

        private static byte[] CutSecurityHeader(byte[] body)
        {
            var end = "</wsse:Security>"u8;
            var from = body.AsSpan().IndexOf("<wsse:Security "u8);
            var to = body.AsSpan().IndexOf(end) + end.Length;
            return [.. body.AsSpan(0, from), .. body.AsSpan(to)];
        }
    }

    /// <summary>Delivers every request and loses the first answer.</summary>
    private sealed class LossyNetwork(HttpMessageHandler connection) : DelegatingHandler(connection)
    {
        private int _answers;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (Interlocked.Increment(ref _answers) > 1)
            {
                return response;
            }

            await response.Content.ReadAsByteArrayAsync(cancellationToken); // the answer was given; only the trader never sees it
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was cut (mishap on purpose).");
        }
    }
}
