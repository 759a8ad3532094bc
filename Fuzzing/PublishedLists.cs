using System.Security.Cryptography.X509Certificates;
using Ics2.TrustServices;

namespace Ics2.Fuzzing;

/// <summary>Trusted lists as the simulator publishes them.</summary>
internal static class PublishedLists
{
    private static readonly string[] Names = ["eu-lotl.xml", "be-tl.xml", "de-tl.xml"];

    /// <summary>Publishes them, and takes them.</summary>
    public static async Task<(IReadOnlyList<byte[]> Lists, IReadOnlyList<X509Certificate2> Signers)> TakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-lists-");
        try
        {
            var pki = TestPki.OpenOrCreate(folder.FullName, TimeProvider.System);
            await using var services = await TrustServiceHost.StartAsync(
                pki,
                new TrustServiceOptions(folder.FullName),
                TimeProvider.System
            );
            using var http = new HttpClient();
            var lists = await Task.WhenAll(Names.Select(name => http.GetByteArrayAsync(new Uri(services.TrustedLists, name))));
            return (lists, [pki.ListOfListsSigner, pki.ListsSigner]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
