using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Management;
using Ics2.Cli.Options;
using Ics2.Cli.Output;

namespace Ics2.Cli.Verbs;

/// <summary>Explains captured AS4 messages check by check and says what the access point would have answered.</summary>
internal sealed class InspectVerb : Verb
{
    private readonly Argument<string[]> _captures = new("capture")
    {
        Description =
            "Captured messages: files (HTTP headers, an empty line and the body; or a bare MIME or SOAP body), folders of *.as4, a message "
            + "id with --data, or - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _contentType = new("--content-type") { Description = "Content-Type of a bare body" };
    private readonly Option<FileInfo?> _certificates = new("--certificates")
    {
        Description = "PEM file with certificates that the message names without carrying them",
    };
    private readonly Option<DirectoryInfo?> _data = new("--data") { Description = "Data folder of serve, where message ids are looked up" };
    private readonly TrustOptions _trust = new();

    public InspectVerb()
        : base(
            "inspect",
            "Explains captured AS4 messages check by check.",
            "ics2 inspect data/captures/2026-11-23/1f0c@trader.example.eu/request.as4"
        )
    {
        Add(_captures);
        Add(_contentType);
        Add(_certificates);
        Add(_data);
        _trust.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var asked = arguments.GetRequiredValue(_captures);
        using var trust = await _trust.OpenAsync(arguments, cancellationToken);
        var explainer = new CaptureExplainer(Known(arguments.GetValue(_certificates)), trust.Checks);
        var explained = new List<Explained>();
        foreach (var (name, read) in CaptureSource.Of(asked, arguments.GetValue(_data)))
        {
            explained.Add(
                (await read(cancellationToken)).TryGet(out var bytes, out var unreadable)
                    ? await explainer.ExplainAsync(name, bytes, arguments.GetValue(_contentType), cancellationToken)
                    : new Explained(name, Report: null, unreadable)
            );
        }

        var single = asked is [var only] && explained is [var one] && one.Name == only;
        if (single && explained[0] is { Report: null } none)
        {
            throw new CouldNotRunException(
                File.Exists(none.Name) || none.Name == InputFiles.StandardInput
                    ? $"{none.Name} is not a captured message: {none.Why}"
                    : none.Why!,
                none.Name.Contains('@', StringComparison.Ordinal)
                    ? "If it is a message id, give the data folder of serve with --data."
                    : null
            );
        }

        if (WantsJson(arguments))
        {
            WriteDocument(
                single
                    ? InspectionDocuments.Of(explained[0].Report!)
                    : new InspectListDocument([.. explained.Select(InspectListDocument.Of)])
            );
        }
        else
        {
            explained.ForEach(one => InspectText.Write(Terminal.Open(), one, single));
        }

        return explained.Max(one => one.ExitCode);
    }

    private static IReadOnlyList<X509Certificate2> Known(FileInfo? file)
    {
        if (file is null)
        {
            return [];
        }

        var known = new X509Certificate2Collection();
        try
        {
            known.ImportFromPemFile(file.FullName);
        }
        catch (CryptographicException damaged)
        {
            throw new CouldNotRunException($"{file} is not a PEM file with certificates: {damaged.Message}");
        }

        return known.Count > 0 ? [.. known] : throw new CouldNotRunException($"{file} holds no certificate in PEM form.");
    }
}
