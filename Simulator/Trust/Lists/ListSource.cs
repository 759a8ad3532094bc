using System.Net;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>Where the bytes of lists come from.</summary>
public interface IListSource
{
    /// <summary>A list by its location.</summary>
    /// <param name="location">As the pointer to it says.</param>
    /// <param name="territory">Whose list it is, if known.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    /// <exception cref="IOException">It is not there or cannot be had.</exception>
    /// <exception cref="HttpRequestException">It cannot be had.</exception>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    Task<ReadOnlyMemory<byte>> FetchAsync(string location, string? territory, CancellationToken cancellationToken);
}

/// <summary>Lists over HTTP.</summary>
/// <param name="http">The connection; its handler decides about proxies and redirects.</param>
/// <param name="timeout">How long one list may take, in real time.</param>
public sealed class HttpLists(HttpClient http, TimeSpan timeout) : IListSource
{
    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string location, string? territory, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.GetAsync(
                new Uri(location, UriKind.Absolute),
                HttpCompletionOption.ResponseHeadersRead,
                limit.Token
            );
            return response.StatusCode == HttpStatusCode.OK
                ? await BoundedBody.ReadAsync(response.Content, TrustedListReader.LargestList, limit.Token)
                : throw new HttpRequestException(
                    $"HTTP status {(int)response.StatusCode} instead of the list",
                    inner: null,
                    response.StatusCode
                );
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException(
                $"no answer within {timeout.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)} s",
                e
            );
        }
        catch (UriFormatException e)
        {
            throw new IOException($"'{CertificateText.Short(location)}' is no URL", e);
        }
    }
}

/// <summary>
/// List files in a folder, so that the real EU lists can be used without a network: <c>eu-lotl.xml</c>, and each national list either as
/// <c>TERRITORY.xml</c> (say <c>DE.xml</c>) or under the last part of its URL, as the
/// pivots of the list of lists are. <c>lotl-signers.pem</c> holds the certificates of those who
/// may sign the list of lists, as published in the Official Journal.
/// </summary>
public sealed class FolderLists(string folder) : IListSource
{
    /// <summary>File of the list of lists.</summary>
    public const string ListOfLists = "eu-lotl.xml";

    /// <summary>File of its signers.</summary>
    public const string Signers = "lotl-signers.pem";

    /// <summary>The options for the lists of the folder.</summary>
    /// <exception cref="IOException">There is no file of signers.</exception>
    /// <exception cref="InvalidDataException">It holds no certificate.</exception>
    public ListOptions Options() => new(ListOfLists, TrustAnchors.FromPem(Path.Combine(folder, Signers)).Certificates);

    /// <summary>The same, and where there are no signers, why: for who is to tell what could not be checked rather than to stop.</summary>
    public ListOptions OptionsOrWhyNot()
    {
        try
        {
            return Options();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new ListOptions(ListOfLists, [])
            {
                WithoutSigners = $"the file of its signers cannot be used ({e.Message.TrimEnd('.')})",
            };
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string location, string? territory, CancellationToken cancellationToken)
    {
        // Only the last part counts, so a location cannot leave the folder.
        var name = Path.GetFileName(
            Uri.TryCreate(location, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : location
        );
        var file =
            new[] { Path.GetFileName(territory ?? "") + ".xml", name }
                .Where(candidate => candidate.Length > ".xml".Length)
                .Select(candidate => new FileInfo(Path.Combine(folder, candidate)))
                .FirstOrDefault(candidate => candidate.Exists)
            ?? throw new FileNotFoundException(
                $"there is no file '{CertificateText.Short(name)}'{(territory is null ? "" : $" or '{CertificateText.Short(territory)}.xml'")} in '{folder}'"
            );
        return file.Length > TrustedListReader.LargestList
            ? throw new InvalidDataException($"'{file.FullName}' has {file.Length} bytes; expected {TrustedListReader.LargestList} at most")
            : await File.ReadAllBytesAsync(file.FullName, cancellationToken);
    }
}
