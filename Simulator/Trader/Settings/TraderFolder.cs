using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;
using Ics2.Contract.Traders;
using Ics2.Transport;
using Ics2.Trust.Certificates;
using Ics2.Trust.Keeping;

namespace Ics2.Trader.Settings;

/// <summary>The folder that makes somebody a trader: settings, keys and trust, all read and checked when it is opened.</summary>
public sealed class TraderFolder : IDisposable
{
    /// <summary>Name of the settings file.</summary>
    public const string SettingsFile = "trader.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private TraderFolder(string directory, TraderSettings settings)
    {
        Directory = directory;
        Settings = settings;
        PartyId = TraderPartyId.TryParse(settings.PartyId, out var id, out var why) ? id : throw Unusable("partyId", why);
        if (id.Eori != settings.Eori)
        {
            throw Unusable("eori", $"'{settings.Eori}' is not the EORI inside the partyId '{id}'");
        }

        CheckAddresses();
        CustomsSeal = settings.CustomsSeal is { } owner
            ? new ExpectedSeal(Name("customsSeal.subject", owner.Subject), Name("customsSeal.issuer", owner.Issuer))
            : null;
        Seal = Open("seal", settings.Seal.File, path => SealingIdentity.FromPkcs12(path, settings.Seal.Password));
        Tls = Open("tls", settings.Tls.File, path => TlsIdentity.FromPkcs12(path, settings.Tls.Password));
        TlsTrust = Open("tlsTrust", settings.TlsTrust, TrustAnchors.FromPem);
        SealTrust = Open("sealTrust", settings.SealTrust, TrustAnchors.FromPem);
    }

    /// <summary>Full path of the folder.</summary>
    public string Directory { get; }

    /// <summary>The settings as read.</summary>
    public TraderSettings Settings { get; }

    /// <summary>The trader's party id, taken apart.</summary>
    public TraderPartyId PartyId { get; }

    /// <summary>The trader's own pull channel; null when customs pushes.</summary>
    public Mpc? Mpc { get; private set; }

    /// <summary>The seal key with its chain.</summary>
    public SealingIdentity Seal { get; }

    /// <summary>The TLS key with its chain.</summary>
    internal TlsIdentity Tls { get; }

    /// <summary>Who may issue the TLS certificates of customs.</summary>
    public TrustAnchors TlsTrust { get; }

    /// <summary>Who may issue the seal of customs.</summary>
    public TrustAnchors SealTrust { get; }

    /// <summary>What is not as good as it could be, though the folder can be used; null when nothing is.</summary>
    public string? Remark => CustomsSeal is null ? ExpectedSeal.NotSaid.Text + " " + ExpectedSeal.NotSaid.Remedy : null;

    /// <summary>Whose seal that is; null when the folder does not say.</summary>
    internal ExpectedSeal? CustomsSeal { get; }

    /// <summary>Where received messages are kept.</summary>
    public string InboxDirectory => Path.Combine(Directory, "inbox");

    /// <summary>Opens a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>The opened folder; dispose of it after the clients that use it.</returns>
    /// <exception cref="TraderFolderException">Something is missing or cannot be used.</exception>
    public static TraderFolder Open(string directory)
    {
        var full = Path.GetFullPath(directory);
        var file = Path.Combine(full, SettingsFile);
        try
        {
            using var stream = File.OpenRead(file);
            return new TraderFolder(
                full,
                JsonSerializer.Deserialize<TraderSettings>(stream, Json) ?? throw new JsonException("it holds only null")
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TraderFolderException($"{file} does not exist. Make the folder with 'ics2 enrol --eori EORI --out {directory}'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TraderFolderException($"{file} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            // The message of a JsonException names properties and positions, never values.
            throw new TraderFolderException(
                $"{file} is not a usable trader.json: {e.Message} Mend it, or write it anew with 'ics2 enrol'.",
                e
            );
        }
    }

    /// <summary>Writes a folder, replacing what it holds of the same names.</summary>
    /// <param name="directory">The folder; made when absent.</param>
    /// <param name="settings">What <c>trader.json</c> will say; names and passwords of the files below.</param>
    /// <param name="seal">PKCS#12 with the seal key, its certificate and whole chain; null when the trader keeps it elsewhere.</param>
    /// <param name="tls">PKCS#12 with the TLS key, its certificate and chain.</param>
    /// <param name="tlsTrust">PEM text.</param>
    /// <param name="sealTrust">PEM text.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string directory, TraderSettings settings, byte[]? seal, byte[] tls, string tlsTrust, string sealTrust)
    {
        var full = PrivateFiles.MakeUntrackedFolder(directory);
        if (seal is not null)
        {
            PrivateFiles.Write(Path.Combine(full, settings.Seal.File), seal);
        }

        PrivateFiles.Write(Path.Combine(full, settings.Tls.File), tls);
        PrivateFiles.Write(Path.Combine(full, settings.TlsTrust), Encoding.UTF8.GetBytes(tlsTrust));
        PrivateFiles.Write(Path.Combine(full, settings.SealTrust), Encoding.UTF8.GetBytes(sealTrust));
        PrivateFiles.Write(Path.Combine(full, SettingsFile), JsonSerializer.SerializeToUtf8Bytes(settings, Json));
    }

    /// <inheritdoc/>
    public void Dispose() => Seal.Dispose();

    private void CheckAddresses()
    {
        CheckUrl("endpoint", Settings.Endpoint);
        if (Settings.Channel == ReplyChannel.Push)
        {
            CheckUrl("pushUrl", Settings.PushUrl ?? throw Unusable("pushUrl", "it is missing, but 'channel' is push"));
            return;
        }

        Mpc = Mpc.TryParse(Settings.Mpc, out var mpc, out var why)
            ? mpc
            : throw Unusable("mpc", $"{why}; a trader that pulls needs its own channel");
    }

    private void CheckUrl(string property, Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps)
        {
            throw Unusable(property, $"'{url.OriginalString}' is not an absolute https URL (ICD 4.6.1 asks for TLS both ways)");
        }
    }

    private X500DistinguishedName Name(string property, string text) =>
        DistinguishedNames.TryParse(text, out var name)
            ? name
            : throw Unusable(property, $"'{text}' is no distinguished name such as 'CN=sti-taxud, O=European Commission, C=EU'");

    private T Open<T>(string property, string file, Func<string, T> open)
    {
        var path = Path.Combine(Directory, file);
        try
        {
            return open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable(property, $"the file {path} does not exist", e);
        }
        catch (CryptographicException e)
        {
            throw Unusable(
                property,
                $"{path} cannot be opened: the password in trader.json is wrong, or the file is damaged ({e.Message})",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            throw Unusable(property, e.Message, e);
        }
    }

    /// <summary>What to throw about a property of the settings file.</summary>
    internal TraderFolderException Unusable(string property, string why, Exception? cause = null) =>
        new(
            $"{Path.Combine(Directory, SettingsFile)}, property '{property}': {why}. Mend it, or write the folder anew with 'ics2 enrol'.",
            cause
        );
}
