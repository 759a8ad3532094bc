using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ics2.TrustServices;

/// <summary>A certificate that its CA has revoked.</summary>
/// <param name="Authority">Name of the CA.</param>
/// <param name="Serial">Serial number, capital hexadecimal.</param>
/// <param name="At">Since when.</param>
/// <param name="Reason">Why; <see cref="X509RevocationReason.CertificateHold"/> can be lifted.</param>
internal sealed record RevokedCertificate(string Authority, string Serial, DateTimeOffset At, X509RevocationReason Reason);

/// <summary>What the CAs have revoked, kept in a JSON file beside them.</summary>
internal sealed class RevocationRegister
{
    private const string FileName = "revoked.json";

    private readonly PkiFolder _folder;
    private readonly Lock _writing = new();
    private ImmutableDictionary<(string Authority, string Serial), RevokedCertificate> _revoked;

    public RevocationRegister(PkiFolder folder)
    {
        this._folder = folder;
        var path = folder.PathOf(FileName);
        var list = File.Exists(path)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(path), RevocationJson.Default.RevokedCertificateArray)
            : null;
        _revoked = (list ?? []).ToImmutableDictionary(entry => (entry.Authority, entry.Serial));
    }

    public RevokedCertificate? Find(string authority, string serial) => _revoked.GetValueOrDefault((authority, serial));

    public IEnumerable<RevokedCertificate> Of(string authority) =>
        _revoked.Values.Where(entry => string.Equals(entry.Authority, authority, StringComparison.Ordinal));

    public void Add(RevokedCertificate entry) => Change(all => all.SetItem((entry.Authority, entry.Serial), entry));

    public void Remove(string authority, string serial) => Change(all => all.Remove((authority, serial)));

    private void Change(
        Func<ImmutableDictionary<(string, string), RevokedCertificate>, ImmutableDictionary<(string, string), RevokedCertificate>> change
    )
    {
        lock (_writing)
        {
            _revoked = change(_revoked);
            _folder.WriteText(FileName, JsonSerializer.Serialize([.. _revoked.Values], RevocationJson.Default.RevokedCertificateArray));
        }
    }
}

/// <summary>JSON of the file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(RevokedCertificate[]))]
internal sealed partial class RevocationJson : JsonSerializerContext;
