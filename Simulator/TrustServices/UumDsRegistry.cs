using System.Collections.Immutable;
using System.Text.Json;
using Ics2.Trust.Certificates;
using Ics2.Trust.Keeping;
using Ics2.Trust.Registry;

namespace Ics2.TrustServices;

/// <summary>
/// The UUM&amp;DS registry: which EORI may seal with which certificate (as4-profile f, ICD 4.6.3). Registrations are kept in a JSON file,
/// so that a restart keeps them. <see cref="UumDsEndpoints"/> puts it on HTTP.
/// </summary>
public sealed class UumDsRegistry
{
    /// <summary>The file that keeps the registrations, in the folder of the registry.</summary>
    public const string FileName = "registrations.json";

    private const int FingerprintLength = 64;

    private readonly string _file;
    private readonly TimeProvider _clock;
    private readonly Lock _writing = new();
    private ImmutableDictionary<(string Eori, string Sha256), Registration> _registrations;

    /// <summary>Opens the registry of a folder, empty at first.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public UumDsRegistry(string directory, TimeProvider clock)
    {
        PrivateFiles.MakeFolder(directory);
        _file = Path.Combine(directory, FileName);
        this._clock = clock;
        _registrations = Read(_file).ToImmutableDictionary(Key);
    }

    /// <summary>All registrations, or those of one EORI, sorted by EORI and fingerprint.</summary>
    public IReadOnlyList<Registration> List(string? eori = null) =>
        [
            .. _registrations
                .Values.Where(r => eori is null || string.Equals(r.Eori, eori, StringComparison.Ordinal))
                .OrderBy(r => r.Eori, StringComparer.Ordinal)
                .ThenBy(r => r.Sha256, StringComparer.Ordinal),
        ];

    /// <summary>Registers a certificate for an EORI, or replaces that registration.</summary>
    /// <returns>Null, or why it is not a registration.</returns>
    public string? Register(Registration registration)
    {
        if (Normalised(registration.Sha256) is not { } sha256)
        {
            return $"'{Shortened(registration.Sha256)}' is not a SHA-256 fingerprint: expected 64 hexadecimal digits.";
        }

        if (
            !TraderPartyId.TryParse(registration.Eori, out var party, out var why)
            || party.System is not null
            || party.MemberState is not null
        )
        {
            return why ?? "The EORI must be bare, without system and Member State.";
        }

        if (registration.MemberState.Length != 2 || !registration.MemberState.All(char.IsAsciiLetterUpper))
        {
            return $"'{Shortened(registration.MemberState)}' is no Member State: expected two capital letters, as DE.";
        }

        Change(all => all.SetItem((party.Eori, sha256), registration with { Sha256 = sha256 }));
        return null;
    }

    /// <summary>Suspends, ends or reactivates.</summary>
    /// <returns>False when there is no such registration.</returns>
    public bool SetStatus(string eori, string sha256, RegistrationStatus status)
    {
        var found = false;
        Change(all =>
        {
            found = all.TryGetValue((eori, Normalised(sha256) ?? ""), out var registration);
            return found ? all.SetItem(Key(registration!), registration! with { Status = status }) : all;
        });
        return found;
    }

    /// <summary>Answers whether a party may seal with a certificate now.</summary>
    public AuthorisationAnswer Authorise(AuthorisationQuestion question)
    {
        if (!TraderPartyId.TryParse(question.PartyId, out var party, out var why) || Normalised(question.Sha256) is not { } sha256)
        {
            return new AuthorisationAnswer(
                Granted: false,
                "malformed",
                why ?? "The fingerprint is not one of SHA-256.",
                "a party id as EORI@MS and 64 hexadecimal digits",
                Shortened($"{question.PartyId}, {question.Sha256}"),
                "Correct the party id."
            );
        }

        var now = _registrations;
        return now.TryGetValue((party.Eori, sha256), out var registration)
            ? Judge(party, registration)
            : Unregistered(party, sha256, now.Values);
    }

    private AuthorisationAnswer Judge(TraderPartyId party, Registration registration)
    {
        var instant = _clock.GetUtcNow();
        if (registration.Status != RegistrationStatus.Active)
        {
            var (reason, remedy) =
                registration.Status == RegistrationStatus.Suspended
                    ? ("suspended", "Ask the Member State that registered it to lift the suspension.")
                    : ("ended", "Register the certificate in use now.");
            return new AuthorisationAnswer(
                Granted: false,
                reason,
                $"The registration of the certificate for {party.Eori} is {reason}.",
                "an active registration",
                reason,
                remedy
            );
        }

        if (instant < registration.From || instant > registration.Until)
        {
            return new AuthorisationAnswer(
                Granted: false,
                "outsideValidity",
                $"The registration of the certificate for {party.Eori} is not in force now.",
                $"from {registration.From:u} until {registration.Until:u}",
                $"{instant:u}",
                "Use the certificate that is registered for today, or have the dates changed."
            );
        }

        if (!registration.Ics2)
        {
            return new AuthorisationAnswer(
                Granted: false,
                "notIcs2",
                $"{party.Eori} is registered but not authorised for ICS2.",
                "the ICS2 authorisation",
                "other systems only",
                "Ask the Member State for the ICS2 role of the economic operator."
            );
        }

        // as4-profile a3: the @MS part is required when the registering Member State differs from the one that issued the EORI.
        if (!string.Equals(party.RegisteringState, registration.MemberState, StringComparison.Ordinal))
        {
            var right = party with
            {
                MemberState = string.Equals(registration.MemberState, party.IssuingState, StringComparison.Ordinal)
                    ? null
                    : registration.MemberState,
            };
            return new AuthorisationAnswer(
                Granted: false,
                "otherState",
                $"The certificate of {party.Eori} is registered in {registration.MemberState}, but the party id says {party.RegisteringState}.",
                right.ToString(),
                party.ToString(),
                $"Send the party id {right}, or have the certificate registered in {party.RegisteringState}."
            );
        }

        return new AuthorisationAnswer(Granted: true, Reason: null, $"{party} may seal with this certificate.");
    }

    private static AuthorisationAnswer Unregistered(TraderPartyId party, string sha256, IEnumerable<Registration> all)
    {
        var certificates = 0;
        var others = new List<string>();
        foreach (var registration in all)
        {
            certificates += string.Equals(registration.Eori, party.Eori, StringComparison.Ordinal) ? 1 : 0;
            if (string.Equals(registration.Sha256, sha256, StringComparison.Ordinal))
            {
                others.Add(registration.Eori);
            }
        }

        if (others.Count > 0)
        {
            return new AuthorisationAnswer(
                Granted: false,
                "otherParty",
                $"The seal certificate is registered, but not for {party.Eori}.",
                party.Eori,
                $"registered for {string.Join(", ", others.Order(StringComparer.Ordinal).Take(5))}",
                "Send the party id of the owner of the seal, or seal with the certificate registered for this EORI."
            );
        }

        var text =
            certificates == 0
                ? $"No certificate is registered for {party.Eori}."
                : $"The seal certificate is not among the {certificates} registered for {party.Eori}.";
        return new AuthorisationAnswer(
            Granted: false,
            "unregistered",
            text,
            $"a registration of {sha256} for {party.Eori}",
            certificates == 0 ? "none" : $"{certificates} other certificate(s)",
            "Register the public seal certificate in UUM&DS (here: 'ics2 enrol'); after a renewal the new one must be registered too."
        );
    }

    private void Change(
        Func<ImmutableDictionary<(string, string), Registration>, ImmutableDictionary<(string, string), Registration>> change
    )
    {
        lock (_writing)
        {
            var next = change(_registrations);
            if (!ReferenceEquals(next, _registrations))
            {
                var list = new RegistrationList([.. next.Values]);
                PrivateFiles.Write(_file, JsonSerializer.SerializeToUtf8Bytes(list, UumDsJson.Default.RegistrationList));
                _registrations = next;
            }
        }
    }

    private static IReadOnlyList<Registration> Read(string file)
    {
        try
        {
            return File.Exists(file)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(file), UumDsJson.Default.RegistrationList)!.Registrations
                : [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file}' is no list of registrations: {e.Message}. Mend or delete it.", e);
        }
    }

    private static (string Eori, string Sha256) Key(Registration registration) => (registration.Eori, registration.Sha256);

    // OpenSSL prints fingerprints with colons, Windows with blanks and small letters.
    private static string? Normalised(string fingerprint)
    {
        var digits = fingerprint.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return digits.Length == FingerprintLength && digits.All(char.IsAsciiHexDigitUpper) ? digits : null;
    }

    private static string Shortened(string text) => text.Length > 100 ? text[..100] + "..." : text;
}
