using System.Net;

namespace Ics2.Trust.Lists;

/// <summary>Where the bytes of lists come from.</summary>
public interface IListSource
{
    /// <summary>A list by its location.</summary>
    /// <exception cref="IOException">It is not there or cannot be had.</exception>
    /// <exception cref="HttpRequestException">It cannot be had.</exception>
    /// <exception cref="InvalidDataException">It is too large.</exception>
    Task<ReadOnlyMemory<byte>> FetchAsync(string location, CancellationToken ct);
}

/// <summary>Lists over HTTP.</summary>
/// <param name="http">The connection; its handler decides about proxies and redirects.</param>
/// <param name="timeout">How long one list may take, in real time.</param>
public sealed class HttpLists(HttpClient http, TimeSpan timeout) : IListSource
{
    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string location, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.GetAsync(new Uri(location, UriKind.Absolute), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? await BoundedBody.ReadAsync(response.Content, TrustedListReader.LargestList, limit.Token)
                : throw new HttpRequestException($"HTTP status {(int)response.StatusCode} instead of the list", inner: null, response.StatusCode);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new IOException($"no answer within {timeout.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)} s", e);
        }
        catch (UriFormatException e)
        {
            throw new IOException($"'{CertificateText.Short(location)}' is no URL", e);
        }
    }
}

/// <summary>
/// List files in a folder, so that the real EU lists can be used without a network: a list that is pointed to by URL is looked for under the last
/// part of the URL's path, then under <c>TERRITORY.xml</c>. Download the files with any browser, under the names their URLs end in.
/// </summary>
public sealed class FolderLists(string folder) : IListSource
{
    /// <summary>The location to give for the list of lists.</summary>
    public const string ListOfLists = "eu-lotl.xml";

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(string location, CancellationToken ct)
    {
        // Only the last part counts, so a location cannot leave the folder.
        var name = Path.GetFileName(Uri.TryCreate(location, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : location);
        var file = new FileInfo(Path.Combine(folder, name));
        if (name.Length == 0 || !file.Exists)
        {
            throw new FileNotFoundException($"there is no file '{CertificateText.Short(name)}' in '{folder}'");
        }

        return file.Length > TrustedListReader.LargestList
            ? throw new InvalidDataException($"'{file.FullName}' has {file.Length} bytes; expected {TrustedListReader.LargestList} at most")
            : await File.ReadAllBytesAsync(file.FullName, ct);
    }
}
