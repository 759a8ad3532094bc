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

    private readonly Option<FileInfo?> _timestampTrust = new("--timestamp-trust")
    {
        Description = "PEM file with the roots that the time-stamping authority has to lead to",
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
        Add(_timestampTrust);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var report = await ArchiveCheck.RunAsync(
            arguments.GetRequiredValue(_archive).FullName,
            Roots(arguments.GetValue(_trust)),
            Roots(arguments.GetValue(_timestampTrust)),
            cancellationToken
        );
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

    private static X509Certificate2Collection? Roots(FileInfo? file)
    {
        if (file is null)
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file.FullName);
        return roots;
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

        if (report.TimestampedAt is { } stamped)
        {
            Console.Out.WriteLine(
                $"time stamp {stamped.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} by {report.TimestampedBy}{report.TimestampTrusted switch
                {
                    true => ", which leads to the given roots",
                    false => ", which does not lead to the given roots",
                    null => "; who that is was not checked, give --timestamp-trust to check it",
                }}"
            );
        }

        Console.Out.WriteLine(
            report.Findings.Count == 0 ? $"unchanged: {report.Files} files" : $"not as it was signed: {report.Findings.Count} findings"
        );
    }
}
