using System.Globalization;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Writing;

namespace Ics2.Ens.Samples;

/// <summary>
/// Writes a valid, realistic message of any type: a journey, its parties and goods are drawn from the seed, the table says what goes where.
/// </summary>
public sealed class SampleWriter(SpecPack pack)
{
    private const decimal WrappingOfMail = 0.05m; // kilograms

    /// <summary>Writes a sample.</summary>
    /// <param name="messageId">The message, <c>IE3F10</c>.</param>
    /// <param name="options">Seed, size and fixed values.</param>
    /// <returns>The message in UTF-8.</returns>
    /// <exception cref="ArgumentException">The pack has no such message.</exception>
    public byte[] Write(string messageId, SampleOptions options) => new EnsWriter(pack).Write(Compose(messageId, options));

    /// <summary>Makes a sample as a tree.</summary>
    /// <exception cref="ArgumentException">The pack has no such message.</exception>
    public EnsMessage Compose(string messageId, SampleOptions options)
    {
        var definition = pack.Message(messageId);
        var story = new SampleStory(definition, options);
        var root = new EnsElement(definition.Id, definition.Root, null, 1);
        Fill(root, new SampleCounts(pack, story), new SampleValues(story));
        AddUpMasses(root);
        return new EnsMessage(definition, root);
    }

    /// <summary>The total of a consignment is the sum of its items, or of its houses; an item of mail also has a wrapping.</summary>
    private static void AddUpMasses(EnsElement root)
    {
        foreach (var total in root.DescendantsAndSelf().Where(element => element.Name is "totalGrossMass"))
        {
            var consignment = total.Parent!;
            var masses = consignment.Child("goodsItem") is not null
                ? consignment.All("goodsItem/weight/grossMass")
                : consignment.All("consignmentHouseLevel/goodsItem/weight/grossMass");
            var sum = masses.Sum(Kilograms);
            total.Value = SampleValues.Mass(sum > 0 ? sum : consignment.All("goodsItem/weight/netMass").Sum(Kilograms) + WrappingOfMail);
        }
    }

    private static decimal Kilograms(EnsElement mass) => decimal.Parse(mass.Value!, CultureInfo.InvariantCulture);

    private static void Fill(EnsElement element, SampleCounts counts, SampleValues values)
    {
        foreach (var row in element.Definition!.Children)
        {
            var count = counts.HowMany(row, element);
            for (var occurrence = 1; occurrence <= count; occurrence++)
            {
                var child = new EnsElement(row.Tag, row, element, occurrence);
                if (row.IsClass)
                {
                    Fill(child, counts, values);
                }
                else
                {
                    child.Value = values.Of(child);
                }

                element.Append(child);
            }
        }
    }
}
