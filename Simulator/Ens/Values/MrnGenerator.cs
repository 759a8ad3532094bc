namespace Ics2.Ens.Values;

/// <summary>
/// Makes MRNs (lifecycle 8). What is unique per year and country comes from the caller, who must never give the same text twice.
/// </summary>
/// <param name="unique">Gives the next 11 characters (capital letters and digits) for a country and a year.</param>
public sealed class MrnGenerator(Func<string, int, string> unique)
{
    /// <summary>The MRN of a filing (procedure T), through the shared trader interface (A).</summary>
    /// <param name="country">The country the message is addressed to: office of first entry, else the addressed Member State.</param>
    /// <param name="registered">When it was registered; the year is taken in UTC.</param>
    /// <exception cref="ArgumentException">The country or the unique part has not the form an MRN needs.</exception>
    public Mrn Filing(string country, DateTimeOffset registered) => Next(country, registered, arrival: false);

    /// <summary>The MRN of an arrival notification (procedure Z).</summary>
    /// <param name="country">The country of the actual office of first entry.</param>
    /// <param name="registered">When it was registered; the year is taken in UTC.</param>
    /// <exception cref="ArgumentException">The country or the unique part has not the form an MRN needs.</exception>
    public Mrn Arrival(string country, DateTimeOffset registered) => Next(country, registered, arrival: true);

    private Mrn Next(string country, DateTimeOffset registered, bool arrival)
    {
        if (country is not { Length: 2 } || country.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            throw new ArgumentException($"A country is two capital letters; found '{country}'.", nameof(country));
        }

        var year = registered.UtcDateTime.Year;
        var part = unique(country, year);
        return Mrn.IsUniquePart(part)
            ? Mrn.Compose(year, country, part, arrival)
            : throw new ArgumentException($"The unique part of an MRN is 11 capital letters and digits; found '{part}'.", nameof(country));
    }
}
