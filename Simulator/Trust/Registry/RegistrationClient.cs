using System.Net;
using System.Net.Http.Json;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Registry;

/// <summary>
/// The other side of UUM&amp;DS: what a trader does in the national registration tool, here for <c>enrol</c> and the management API
/// (as4-profile f).
/// Refusals and outages throw <see cref="HttpRequestException"/> with the registry's own words.
/// </summary>
public sealed class RegistrationClient(HttpClient http, Uri registry)
{
    private const string Registrations = "v1/registrations";
    private const int LargestList = 16 * 1024 * 1024;

    /// <summary>Registers a certificate, or replaces what was registered for the same EORI and certificate.</summary>
    public async Task RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync(
            At(registration.Eori, registration.Sha256),
            registration,
            UumDsJson.Default.Registration,
            cancellationToken
        );
        await EnsureAsync(response, cancellationToken);
    }

    /// <summary>All registrations, or those of one EORI.</summary>
    public async Task<IReadOnlyList<Registration>> ListAsync(string? eori, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(
            new Uri(registry, Registrations + (eori is null ? "" : $"?eori={Uri.EscapeDataString(eori)}")),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        await EnsureAsync(response, cancellationToken);
        var body = await BoundedBody.ReadAsync(response.Content, LargestList, cancellationToken);
        return System.Text.Json.JsonSerializer.Deserialize(body, UumDsJson.Default.RegistrationList)?.Registrations ?? [];
    }

    /// <summary>Suspends, ends or reactivates a registration.</summary>
    /// <returns>False when there is no such registration.</returns>
    public async Task<bool> SetStatusAsync(string eori, string sha256, RegistrationStatus status, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(
            At(eori, sha256, "/status"),
            new StatusChange(status),
            UumDsJson.Default.StatusChange,
            cancellationToken
        );
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await EnsureAsync(response, cancellationToken);
        return true;
    }

    private Uri At(string eori, string sha256, string rest = "") =>
        new(registry, $"{Registrations}/{Uri.EscapeDataString(eori)}/{Uri.EscapeDataString(sha256)}{rest}");

    private static async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var body = await BoundedBody.ReadAsync(response.Content, 64 * 1024, cancellationToken);
            throw new HttpRequestException(
                $"The registry answered {(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}",
                inner: null,
                response.StatusCode
            );
        }
    }
}
