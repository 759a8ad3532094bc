using Ics2.Customs.Model;
using Ics2.Customs.Notices;
using Ics2.Ens.Amending;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Quality;
using Ics2.Ens.Values;

namespace Ics2.Customs.Registering;

/// <summary>Registers a filing or refuses it: exactly one of IE3R01, IE3N99 and IE3N01 (lifecycle 5.1).</summary>
internal sealed class RegisterFiling(
    FilingNotices notices,
    CheckLifeCycle lifeCycle,
    DataQuality dataQuality,
    AmendmentComparison versions,
    CustomsChecks checks
)
{
    private const int MaxHints = 50;

    /// <summary>200 days (lifecycle 5.2.3).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(200);

    /// <summary>Registers or refuses.</summary>
    /// <returns>True when the filing was accepted.</returns>
    public bool Register(DecisionBuilder decision, LodgeFiling lodge)
    {
        if (lodge.Instructions.StaySilent)
        {
            return false;
        }

        var content = lodge.Content;
        IReadOnlyList<ValidationFinding> findings = checks.OtherMessage(lodge) is { } other
            ? [other]
            : [.. lodge.Findings, .. checks.LrnUsedBefore(decision.State, lodge, content), .. NoCountry(lodge, content)];
        if (findings.Count == 0 && lodge.Instructions.Refuse is { Message: "IE3N99" } order)
        {
            findings = [CustomsChecks.Ordered(lodge, order)];
        }

        if (findings.Count > 0)
        {
            Refuse(decision, lodge, content, findings, lifeCycleError: false);
            return false;
        }

        return Register(decision, lodge, content);
    }

    private bool Register(DecisionBuilder decision, LodgeFiling lodge, FilingContent content)
    {
        var (key, now, type) = (lodge.Key, decision.Now, TypeOf(lodge));
        var quality = dataQuality.Check(lodge.Document!).Findings;
        var findings =
            quality.Count > 0 ? quality
            : lodge.Instructions.Refuse is { } order ? [CustomsChecks.Ordered(lodge, order)]
            : lifeCycle.Filing(decision.State, lodge, content);

        // An F25 has no MRN of its own; one that fits no F23 never gets any.
        var mrn =
            type == "F25"
                ? CheckLifeCycle.PreLoadingOf(decision.State, content)?.Mrn
                : new MrnGenerator((_, _) => lodge.UniquePart).Filing(content.Country!, now).Value;
        if (mrn is null)
        {
            Refuse(decision, lodge, content, findings, lifeCycleError: quality.Count == 0);
            return false;
        }

        decision.Happens(
            new FilingRegistered(key, now, type, Present(content.Lrn), Present(content.Declarant), lodge.ReceivedAt, mrn)
            {
                Content = content with { Unamendable = versions.Kept(lodge.Document!) },
                Instructions = lodge.Instructions,
                SpecPack = lodge.SpecPack,
                Hints = [.. Hints(lodge, type, content)],
            }
        );
        decision.Happens(new TimerStarted(key, now, TimerKind.TwoHundredDays, now + Lifetime));
        if (findings.Count > 0)
        {
            decision.Happens(new FilingRejected(key, now, [.. findings.Select(finding => finding.Code)]));
            decision.Send(
                key.Party,
                key.MessageId,
                quality.Count > 0
                    ? notices.Refusal(lodge.Action, lodge.Document, findings, now)
                    : notices.LifeCycleError(lodge.Document!, findings, now)
            );
            return false;
        }

        decision.Happens(new FilingAccepted(key, now));
        if (TimeLimits.OfAnalysis(type, content) is { } limit)
        {
            decision.Happens(new TimerStarted(key, now, TimerKind.RiskAnalysis, lodge.ReceivedAt + limit));
        }

        var filing = decision[key];
        var registration = notices.Registration(filing);
        decision.Send(key.Party, key.MessageId, registration);
        if (decision.CarrierToTell(filing, "R01") is { } carrier)
        {
            decision.Send(carrier.Party, key.MessageId, registration);
        }

        return true;
    }

    private void Refuse(
        DecisionBuilder decision,
        LodgeFiling lodge,
        FilingContent content,
        IReadOnlyList<ValidationFinding> findings,
        bool lifeCycleError
    )
    {
        var now = decision.Now;
        decision.Happens(
            new FilingRefused(
                lodge.Key,
                now,
                TypeOf(lodge),
                content.Lrn,
                content.Declarant,
                lodge.ReceivedAt,
                [.. findings.Select(finding => finding.Code)]
            )
        );
        decision.Send(
            lodge.Key.Party,
            lodge.Key.MessageId,
            lifeCycleError
                ? notices.LifeCycleError(lodge.Document!, findings, now)
                : notices.Refusal(lodge.Action, lodge.Document, findings, now)
        );
    }

    private static IEnumerable<Flag> Hints(LodgeFiling lodge, string type, FilingContent content)
    {
        if (LodgingDeadline.Late(type, content, lodge.ReceivedAt) is { } late)
        {
            yield return late;
        }

        foreach (var hint in lodge.Hints.Take(MaxHints))
        {
            yield return new Flag(hint.Rule, $"{hint.Path}: {hint.Text} Found: {hint.Found}.");
        }
    }

    private static string TypeOf(LodgeFiling lodge) => lodge.Action["IE3".Length..];

    private static string Present(string? value) =>
        value ?? throw new InvalidOperationException("A filing without findings has an LRN and a declarant.");

    // The validation should have said so; without a country there can be no MRN.
    private IEnumerable<ValidationFinding> NoCountry(LodgeFiling lodge, FilingContent content)
    {
        if (
            lodge.Findings.Count == 0
            && (content.Country is not { Length: 2 } country || country.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        )
        {
            var path = content.Office is null ? "addressedMemberState/country" : "customsOfficeOfFirstEntry/referenceNumber";
            yield return checks.Of(
                "LIF05",
                Breach.Value,
                $"/{lodge.Action}/{path}",
                "The filing is addressed to no country, so it cannot get an MRN.",
                content.Country,
                "a customs office or Member State that begins with two capital letters"
            );
        }
    }
}
