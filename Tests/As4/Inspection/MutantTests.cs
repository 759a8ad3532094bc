using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Ics2.AccessPoint.Management;
using Ics2.AccessPoint.Receiving;
using Ics2.As4.Inspection;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.Cli.Output;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection;

/// <summary>
/// Damaged captures: each is explained or called none, in one document, never with an exception; and nothing is called broken that an
/// independent verifier finds whole.
/// </summary>
public sealed class MutantTests
{
    private const int Standard = 1500;
    private const int Seed = 20261128;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("ICS2_MUTANTS"), out var count) ? count : Standard;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mutant_is_explained_or_called_none_and_nothing_whole_is_called_broken()
    {
        var captures = Directory
            .GetFiles(Repository.PathOf("fixtures", "captures"), "*.as4")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .ToList();
        var explainer = new CaptureExplainer([], new SenderTrust(Profile.Ics2HtiV2, judge: null, registry: null));
        var random = new Random(Seed);
        var codes = new HashSet<int>();
        for (var i = 0; i < Count; i++)
        {
            var mutant = Mutant.Of(captures[random.Next(captures.Count)], captures[random.Next(captures.Count)], random);

            var explained = await explainer.ExplainAsync($"mutant {i}", mutant, contentType: null, Ct);

            codes.Add(explained.ExitCode);
            explained.ExitCode.ShouldBeOneOf(0, 1, 3);
            ShouldBeOneDocument(explained);
            if (explained.Report is { } report)
            {
                InspectText.Headline(report).ShouldNotContain("\n");
                ShouldNotBeCalledBroken(report, mutant, $"mutant {i} of seed {Seed}");
            }
        }

        codes.Count.ShouldBe(3, "all three ends should be among so many");
    }

    private static void ShouldBeOneDocument(Explained explained)
    {
        object document = explained.Report is { } report
            ? InspectionDocuments.Of(report)
            : new ErrorDocument(new ErrorText(explained.Why!, null));
        using var parsed = JsonDocument.Parse(JsonSerializer.Serialize(document, Documents.Pretty));
        parsed.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        if (explained.Report is { Error: { } error })
        {
            error.Expected.ShouldNotBeNull();
            error.Remedy.ShouldNotBeNullOrEmpty(error.ToString());
        }
    }

    private static void ShouldNotBeCalledBroken(InspectionReport report, byte[] mutant, string which)
    {
        if (report.Seal is not { SignatureValueValid: false, Leaf: { } leaf, SignatureAlgorithm: Algorithms.RsaSha256 })
        {
            return;
        }

        IndependentlyHolds(mutant, leaf).ShouldNotBe(true, which);
    }

    // By the platform alone, over the text of the capture: null when it cannot say.
    private static bool? IndependentlyHolds(byte[] capture, X509Certificate2 leaf)
    {
        try
        {
            var text = Encoding.UTF8.GetString(capture);
            var envelope = XDocument.Parse(
                text[text.IndexOf("<S:Envelope", StringComparison.Ordinal)..(text.IndexOf("</S:Envelope>", StringComparison.Ordinal) + 13)],
                LoadOptions.PreserveWhitespace
            );
            var signature = envelope.Descendants(Attacker.Ds + "Signature").Single();
            var signedInfo = Product.Canonical(
                signature.Element(Attacker.Ds + "SignedInfo")!.ToString(SaveOptions.DisableFormatting),
                Algorithms.ExclusiveC14N
            );
            using var key = leaf.GetRSAPublicKey();
            return key?.VerifyData(
                signedInfo,
                Convert.FromBase64String(signature.Element(Attacker.Ds + "SignatureValue")!.Value),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
        }
        catch (Exception damaged)
            when (damaged
                    is System.Xml.XmlException
                        or ArgumentException
                        or InvalidOperationException
                        or FormatException
                        or NullReferenceException
                        or CryptographicException
            )
        {
            return null;
        }
    }
}
