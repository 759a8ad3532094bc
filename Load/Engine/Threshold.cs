using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ics2.Load.Engine;

/// <summary>A limit somebody sets; whether it is kept decides the exit code.</summary>
public sealed partial record Threshold
{
    private static readonly Dictionary<string, (string Unit, string About)> Metrics = new(StringComparer.Ordinal)
    {
        ["p50"] = ("ms", "latency"),
        ["p90"] = ("ms", "latency"),
        ["p95"] = ("ms", "latency"),
        ["p99"] = ("ms", "latency"),
        ["p999"] = ("ms", "latency"),
        ["max"] = ("ms", "latency"),
        ["errors"] = ("", "failed exchanges; with % their share"),
        ["throughput"] = ("/s", "exchanges that ended well"),
        ["share"] = ("%", "of the RSA limit"),
        ["memory"] = ("MB", "peak of the access point"),
        ["memory-growth"] = ("%", "from minute 5, or the middle of a shorter run, to the end"),
        ["unanswered"] = ("", "acknowledged filings without an answer"),
        ["duplicates"] = ("", "answers beyond the first"),
    };

    private Threshold(string text, string metric, string comparison, double limit, bool isShare) =>
        (Text, Metric, Comparison, Limit, IsShare) = (text, metric, comparison, limit, isShare);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>What is compared.</summary>
    public string Metric { get; }

    /// <summary>The comparison sign.</summary>
    public string Comparison { get; }

    /// <summary>The limit, in the unit of the metric.</summary>
    public double Limit { get; }

    /// <summary>Whether the limit on errors is a share of all.</summary>
    public bool IsShare { get; }

    /// <summary>Whether it is about latency, which a saturated engine cannot vouch for.</summary>
    public bool IsLatency => Metrics[Metric].About == "latency";

    /// <summary>The metrics there are, for help texts.</summary>
    public static string Known => string.Join(", ", Metrics.Keys);

    /// <summary>Reads a threshold such as <c>p99&lt;50ms</c>, <c>errors&lt;1%</c>, <c>throughput&gt;=400</c>.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Threshold? threshold, [NotNullWhen(false)] out string? why)
    {
        threshold = null;
        why =
            $"'{text}' is no threshold; write METRIC, one of < <= > >= =, and a number, for example p99<50ms or errors<1%. Metrics: {Known}.";
        var match = Form().Match(text);
        if (
            !match.Success
            || !Metrics.TryGetValue(match.Groups["metric"].Value, out var metric)
            || !double.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        )
        {
            return false;
        }

        var (name, unit) = (match.Groups["metric"].Value, match.Groups["unit"].Value);
        if (metric.About == "latency" && unit is "us" or "s")
        {
            number *= unit == "s" ? 1000 : 0.001;
        }
        else if (unit.Length > 0 && !unit.Equals(metric.Unit, StringComparison.OrdinalIgnoreCase) && !(name == "errors" && unit == "%"))
        {
            why = $"'{text}': {name} is in {(metric.Unit.Length == 0 ? "whole numbers" : metric.Unit)}, not in {unit}.";
            return false;
        }

        why = null;
        threshold = new Threshold(text, name, match.Groups["sign"].Value, number, unit == "%");
        return true;
    }

    /// <summary>Whether a value keeps it.</summary>
    /// <param name="value">The value, in the unit of the metric.</param>
    public bool IsKept(double value) =>
        Comparison switch
        {
            "<" => value < Limit,
            "<=" => value <= Limit,
            ">" => value > Limit,
            ">=" => value >= Limit,
            _ => value == Limit,
        };

    /// <summary>The value with its unit.</summary>
    public string Show(double value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{value:0.###}{(IsShare ? " %" : Metrics[Metric].Unit is { Length: > 0 } unit ? " " + unit : "")}"
        );

    [GeneratedRegex(
        @"^\s*(?<metric>[a-z0-9-]+)\s*(?<sign><=|>=|<|>|=)\s*(?<number>[0-9.]+)\s*(?<unit>us|ms|s|%|/s|MB)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        60_000
    )]
    private static partial Regex Form();
}
