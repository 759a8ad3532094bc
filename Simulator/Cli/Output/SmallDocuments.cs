using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;

namespace Ics2.Cli.Output;

/// <summary>The <c>enrol</c> document.</summary>
internal sealed record EnrolDocument(
    string Folder,
    string Eori,
    string PartyId,
    Uri Endpoint,
    ReplyChannel Channel,
    string? Mpc,
    Uri? PushUrl
)
{
    /// <summary>What customs will answer to its first message.</summary>
    public string? Answer { get; init; }

    public static EnrolDocument Of(string folder, TraderSettings trader) =>
        new(folder, trader.Eori, trader.PartyId, trader.Endpoint, trader.Channel, trader.Mpc, trader.PushUrl);
}

/// <summary>The <c>pull</c> document of cli-json.</summary>
internal sealed record PullDocument(IReadOnlyList<MessageDocument> Messages);

/// <summary>The <c>sample</c> document.</summary>
internal sealed record SampleDocument(string Message, string SpecPack, int Seed, string? File, string Xml);

/// <summary>The <c>validate</c> document of cli-json.</summary>
internal sealed record ValidateDocument(IReadOnlyList<ValidateDocument.FilePart> Files)
{
    internal sealed record FilePart(string File, string? Message, string SpecPack, IReadOnlyList<ValidationFinding> Findings)
    {
        public IReadOnlyList<ValidationFinding> Hints { get; init; } = [];

        public IReadOnlyList<ValidationNote> Notes { get; init; } = [];

        /// <summary>Why the file could not be read; null when it was.</summary>
        public ErrorText? Error { get; init; }
    }
}

/// <summary>The <c>reference import</c> document.</summary>
internal sealed record ReferenceDocument(IReadOnlyList<ReferenceDocument.ListPart> Lists)
{
    internal sealed record ListPart(string Id, string Source, int Codes, string File);
}

/// <summary>The <c>messages</c> document of cli-json; <c>rows</c> for one message only.</summary>
internal sealed record MessagesDocument(
    string SpecPack,
    IReadOnlyList<MessagesDocument.MessagePart> Messages,
    IReadOnlyList<string>? Schemas
)
{
    internal sealed record MessagePart(
        string Id,
        string Name,
        string Direction,
        string Mode,
        int Elements,
        string ShortName,
        IReadOnlyList<RowPart>? Rows
    );

    internal sealed record RowPart(
        string Path,
        int MinOccurs,
        int MaxOccurs,
        ElementStatus Status,
        string? Format,
        string? CodeList,
        IReadOnlyList<string> Rules
    );
}

/// <summary>What a verb with <c>--json</c> writes when it could not run, so that a reader always gets one document.</summary>
internal sealed record ErrorDocument(ErrorText Error);

/// <summary>Why something could not be done, and how to mend it.</summary>
internal sealed record ErrorText(string Text, string? Remedy);
