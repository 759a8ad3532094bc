using System.Globalization;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Samples;

/// <summary>Values and charges: what an invoice amounts to is the sum of its items.</summary>
internal sealed class SampleAmounts(SampleStory story)
{
    public string Of(EnsElement amount)
    {
        var house = story.HouseOf(amount);
        return Text(
            amount.Name switch
            {
                "totalAmountInvoiced" => Enumerable.Range(1, Math.Max(1, story.Options.Items)).Sum(item => Price(house, item)),
                "itemAmountInvoiced" or "postalValue" => Price(house, Item(amount)),
                _ => Draws.For(story.Options.Seed, amount.Name, house).Next(300, 3000) / 100m,
            }
        );
    }

    private decimal Price(int house, int item)
    {
        var most = story.Journey.Trade == Trade.Post ? 14_000 : 90_000; // cents
        return Draws.For(story.Options.Seed, "price", house, item).Next(500, most) / 100m;
    }

    private static int Item(EnsElement within)
    {
        var element = within;
        while (element.Parent is not null && element.Name is not "goodsItem")
        {
            element = element.Parent;
        }

        return element.Occurrence;
    }

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
