using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Ics2.Rehearsal.Archiving;

namespace Ics2.Cli.Verbs;

/// <summary>Checks that the evidence archive of a rehearsal is as it was signed.</summary>
internal sealed class VerifyArchiveVerb : Verb
{
    private readonly Argument<FileInfo> _archive = new("archive") { Description = "The ZIP file that 'ics2 rehearse --archive' wrote" };
    private readonly Option<FileInfo?> _trust = new("--trust")
    {
        Description = "PEM file with the roots that the signer has to lead to; without it only the signature and the digests are checked",
    };

    public VerifyArchiveVerb()
        : base(
            "verify-archive",
            "Checks the signature of an evidence archive, every digest, and that nothing is missing or added.",
            "ics2 verify-archive rehearsal.zip --trust company-root.pem"
        )
    {
        Add(_archive);
        Add(_trust);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        X509Certificate2Collection? roots = null;
        if (arguments.GetValue(_trust) is { } trust)
        {
            roots = [];
            roots.ImportFromPemFile(trust.FullName);
        }

        var report = await ArchiveCheck.RunAsync(arguments.GetRequiredValue(_archive).FullName, roots, cancellationToken);
        if (WantsJson(arguments))
        {
            WriteDocument(report);
        }
        else
        {
            Write(report);
        }

        return report.Findings.Count == 0 ? ExitCodes.Fine : ExitCodes.Findings;
    }

    private static void Write(ArchiveReport report)
    {
        foreach (var finding in report.Findings)
        {
            Console.Out.WriteLine(finding);
        }

        if (report.SignedBy is not null)
        {
            Console.Out.WriteLine(
                $"signed by {report.SignedBy}, issued by {report.Issuer}, at {report.SignedAt:yyyy-MM-dd'T'HH:mm:ss'Z'} by its own word"
            );
            Console.Out.WriteLine(
                report.Trusted switch
                {
                    true => "the signer leads to the given roots",
                    false => "the signer does not lead to the given roots",
                    null => "who the signer is was not checked; give --trust to check it",
                }
            );
        }

        Console.Out.WriteLine(
            report.Findings.Count == 0 ? $"unchanged: {report.Files} files" : $"not as it was signed: {report.Findings.Count} findings"
        );
    }
}
