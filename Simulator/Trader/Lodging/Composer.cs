using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trader.Messages;

namespace Ics2.Trader.Lodging;

/// <summary>Compose: the header of what a trader sends (as4-profile a1).</summary>
internal sealed class Composer(Profile profile, string partyId, string host, TimeProvider clock)
{
    public UserMessage Business(Submission submission) =>
        Header(submission.MessageId) with
        {
            RefToMessageId = submission.RefToMessageId,
            Service = new TypedValue(profile.ServiceToCustoms, profile.ServiceType),
            Action = submission.Action,
        };

    /// <summary>The connectivity test, without a type of service as phase4 sends it (as4-profile a2).</summary>
    public UserMessage Ping() => Header(id: null);

    /// <summary>The parts of a submission: the business document is the first (eDelivery AS4 1.4.4.6).</summary>
    public IReadOnlyList<Payload> Parts(Submission submission) =>
        [
            new Payload($"{submission.Action}.{Guid.NewGuid():N}@{host}", profile.BusinessMimeType, submission.Xml),
            .. submission.Attachments,
        ];

    private UserMessage Header(MessageId? id) =>
        new()
        {
            MessageId = id ?? MessageId.New(host),
            Timestamp = clock.GetUtcNow(),
            From = new Party(partyId, profile.TraderPartyIdType, profile.TraderRole),
            To = new Party(profile.CustomsPartyId, profile.CustomsPartyIdType, profile.CustomsRole),
            Agreement = new TypedValue(profile.Agreement, profile.AgreementType),
            Service = new TypedValue(profile.TestService, Type: null),
            Action = profile.TestAction,
        };
}
