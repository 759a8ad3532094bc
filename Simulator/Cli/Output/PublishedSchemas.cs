using System.Text.Json;
using System.Text.Json.Nodes;
using Ics2.Contract;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;
using Ics2.Ens.Comparing;
using Ics2.Load.Reporting;
using Ics2.Rehearsal.Archiving;
using Ics2.Rehearsal.Reporting;
using Ics2.Trust.Preflight;

namespace Ics2.Cli.Output;

/// <summary>The schemas that <c>ics2 schema NAME</c> prints, one per document that the command line writes for programs.</summary>
internal static class PublishedSchemas
{
    private static readonly Published[] All =
    [
        new("ready", "The ready file of ics2 serve", typeof(ReadyDocument)),
        new("trader", "trader.json of a trader folder", typeof(TraderSettings)),
        new("enrol", "ics2 enrol --json", typeof(EnrolDocument)),
        new("send", "ics2 send --json", typeof(SendDocument)),
        new("ping", "ics2 ping --json", typeof(SendDocument)),
        new("pull", "ics2 pull --json", typeof(PullDocument)),
        new("listen", "ics2 listen --json, each line", typeof(MessageDocument)),
        new("sample", "ics2 sample --json", typeof(SampleDocument)),
        new("validate", "ics2 validate --json", typeof(ValidateDocument)),
        new("reference", "ics2 reference import --json", typeof(ReferenceDocument)),
        new("pack", "ics2 pack diff --json", typeof(PackDifference)),
        new("messages", "ics2 messages --json", typeof(MessagesDocument)),
        new("inspect", "ics2 inspect --json", typeof(InspectionDocument)),
        new("inspect-list", "ics2 inspect --json of several captures", typeof(InspectListDocument)),
        new("error", "any verb with --json that could not run (exit code 3)", typeof(ErrorDocument)),
        new("preflight", "ics2 preflight --json", typeof(PreflightReport)) { Json = PreflightJson.Default.Options },
        new("rehearse", "ics2 rehearse --json, and rehearsal.json of its report", typeof(RehearsalDocument))
        {
            Json = RehearsalDocument.Json,
        },
        new("compare", "ics2 compare --json, and compare.json of its report", typeof(ComparisonDocument)) { Json = RehearsalDocument.Json },
        new("coverage", "ics2 coverage --json", typeof(CoverageDocument)) { Json = RehearsalDocument.Json },
        new("guide", "ics2 rehearse --client manual --json, each line but the last, which is the rehearsal's document", typeof(GuideLine))
        {
            Json = Output.Documents.OneLine,
        },
        new("rehearse-list", "ics2 rehearse --list --json", typeof(RehearsalList)),
        new("load", "ics2 load --json, and load.json of its report", typeof(LoadDocument)) { Json = LoadDocument.SchemaJson },
        new("verify-archive", "ics2 verify-archive --json", typeof(ArchiveReport)),
    ];

    /// <summary>What there is.</summary>
    public static IReadOnlyList<Published> Documents => All;

    /// <summary>A document that has a schema.</summary>
    /// <param name="Name">For the command line.</param>
    /// <param name="Type">The record it is written from.</param>
    internal sealed record Published(string Name, string Title, Type Type)
    {
        /// <summary>How it is written.</summary>
        public JsonSerializerOptions Json { get; init; } = Output.Documents.Pretty;

        public JsonNode Schema() => DocumentSchema.Of(Type, Json, Title);
    }
}
