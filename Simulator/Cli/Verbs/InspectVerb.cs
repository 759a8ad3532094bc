using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Inspection;
using Ics2.As4.Profiles;
using Ics2.Cli.Output;

namespace Ics2.Cli.Verbs;

/// <summary>Explains a captured AS4 message check by check and says what the access point would have answered.</summary>
internal sealed class InspectVerb : Verb
{
    private readonly Argument<FileInfo> _capture = new("capture")
    {
        Description = "The captured message: HTTP headers, an empty line and the body; or a bare MIME or SOAP body",
    };
    private readonly Option<string?> _contentType = new("--content-type") { Description = "Content-Type of a bare body" };
    private readonly Option<FileInfo?> _certificates = new("--certificates")
    {
        Description = "PEM file with certificates that the message names without carrying them",
    };

    public InspectVerb()
        : base(
            "inspect",
            "Explains a captured AS4 message check by check.",
            "ics2 inspect data/captures/2026-11-23/1f0c@trader.example.eu/request.as4"
        )
    {
        Add(_capture);
        Add(_contentType);
        Add(_certificates);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = arguments.GetRequiredValue(_capture);
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        if (!Capture.TryRead(bytes, arguments.GetValue(_contentType), out var message, out var why))
        {
            throw new CouldNotRunException($"{file} is not a captured message: {why}");
        }

        var known = new X509Certificate2Collection();
        if (arguments.GetValue(_certificates) is { } certificates)
        {
            known.ImportFromPemFile(certificates.FullName);
        }

        var report = new Inspector(Profile.Ics2HtiV2, [.. known]).Inspect(message);
        if (WantsJson(arguments))
        {
            WriteDocument(InspectDocument.Of(report));
        }
        else
        {
            InspectText.Write(Terminal.Open(), report);
        }

        return report.Accepted ? ExitCodes.Fine : ExitCodes.Findings;
    }
}
