using System.Security.Cryptography;
using Ics2.As4.Inspection;
using Ics2.As4.Profiles;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection;

/// <summary>A message of the largest size is explained without being held in memory a second time.</summary>
public sealed class LargeMessageTests(PkiFixture pki)
{
    [Fact]
    public async Task Of_a_document_of_ninety_megabytes_nothing_is_kept()
    {
        var document = new byte[90 * 1024 * 1024];
        new Random(1).NextBytes(document.AsSpan(0, 1024 * 1024)); // so that the ratio is one that may be
        "<IE3F10>"u8.CopyTo(document);
        var message = Product.Write(
            new ProductSettings
            {
                Seal = pki.Trader.Seal.Certificate,
                Chain = [.. pki.Trader.Seal.Chain],
                Parts = [new ProductPart { Content = ProductPart.Zip(document), Signed = document }],
            }
        );
        var before = GC.GetAllocatedBytesForCurrentThread();

        var inspected = new Inspector(Profile.Ics2HtiV2).InspectAsync(message, cancellationToken: TestContext.Current.CancellationToken);

        inspected.IsCompleted.ShouldBeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
        var report = await inspected;
        report.Parts.ShouldHaveSingleItem().ExpandedBytes.ShouldBe(document.Length);
        report.Error.ShouldNotBeNull().Description.ShouldContain("uncompressed content");
        report.Seal!.References[^1].Stated.ShouldBe(Convert.ToBase64String(SHA256.HashData(document)));
    }
}
