using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Management;

/// <summary>A filing as <c>GET /filings</c> shows it.</summary>
internal sealed record FilingView(
    string Type,
    string? Lrn,
    string? Mrn,
    string? Declarant,
    FilingState State,
    string Party,
    string MessageId,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? RegisteredAt
)
{
    public static FilingView Of(Filing filing) =>
        new(
            filing.Type,
            filing.Lrn,
            filing.Mrn,
            filing.Declarant,
            filing.State,
            filing.Key.Party,
            filing.Key.MessageId,
            filing.ReceivedAt,
            filing.RegisteredAt
        );
}
