using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Reading;
using Ics2.Ens.Samples;
using Ics2.Ens.Validation;

namespace Ics2.Tests.Support;

/// <summary>What the tests of this folder share: the embedded pack, a fixed clock, and samples as text to break.</summary>
internal static class EnsTestData
{
    public static readonly SpecPack Pack = SpecPack.Embedded();

    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static string Sample(string message, int seed = 1, int houses = 1, int items = 2) =>
        Encoding.UTF8.GetString(
            new SampleWriter(Pack).Write(
                message,
                new SampleOptions
                {
                    Seed = seed,
                    Houses = houses,
                    Items = items,
                    Now = Now,
                }
            )
        );

    public static IReadOnlyList<ValidationFinding> Validate(string xml) => new EnsValidator(Pack).Validate(Encoding.UTF8.GetBytes(xml));

    public static ReadResult Read(string xml) => new EnsReader(Pack).Read(Encoding.UTF8.GetBytes(xml));

    /// <summary>A message of one's own, with its body between the root tags.</summary>
    public static string Message(string id, string body) => $"<{id} xmlns=\"{Pack.Namespace}\">{body}</{id}>";
}
