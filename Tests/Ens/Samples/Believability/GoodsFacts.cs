namespace Ics2.Tests.Ens.Samples.Believability;

/// <summary>Goods as the Harmonised System of 2022 names them, and who deals in which chapters.</summary>
internal static partial class Facts
{
    /// <summary>A word of the subheading's name (or what everybody calls it), one of which a description holds.</summary>
    public static readonly Dictionary<string, string> Subheadings = Table(
        """
        030214 salmon; 030462 catfish; 060311 roses; 070200 tomatoes; 080132 cashew; 080390 bananas; 080510 oranges; 090111 coffee
        090121 coffee; 100199 wheat; 100590 maize; 120190 soya; 160414 tuna; 220421 wine; 250510 sand; 270112 coal; 291411 acetone
        300490 tablets medicaments; 310210 urea; 320890 paint varnish; 330499 skin; 392410 kitchen tableware; 392690 plastic
        401110 tyres; 420222 handbags; 482110 labels; 490199 books brochures; 610510 shirts; 610610 blouses; 610910 t-shirts
        620342 trousers; 640399 shoes footwear; 691110 porcelain; 711790 jewellery; 721420 bars; 731815 screws bolts
        732393 steel; 732690 steel iron; 840999 pistons engines; 841391 pumps; 841451 fans; 847130 computers; 848210 bearings
        850440 power converters; 850760 lithium; 851713 smartphones; 851762 routers; 853400 circuit; 870830 brake; 871200 bicycles
        901831 syringes; 902110 orthopaedic; 910211 watches; 940360 bookshelves wooden; 940542 LED; 950300 toy; 950450 video
        """
    );

    /// <summary>The UN number of what is dangerous to carry.</summary>
    public static readonly Dictionary<string, string> DangerousGoods = Table("291411 1090; 320890 1263; 850760 3480");

    /// <summary>A word in the name of a company, and the chapters it may deal in.</summary>
    public static readonly (string Word, string Chapters)[] Trades =
    [
        .. new[] { "Textiles", "Apparel", "Fashion", "Clothing", "Garments" }.Select(word => (word, "42 50 52 60 61 62 63 64")),
        .. new[] { "Electronics", "Devices", "Circuits", "Technology" }.Select(word => (word, "84 85 90 94 95")),
        .. new[] { "Bearings", "Machine", "Fasteners", "Motor" }.Select(word => (word, "40 73 82 83 84 87")),
        .. new[] { "Kitchenware", "Furniture", "Cycles and Toys", "Homeware" }.Select(word => (word, "39 69 70 73 84 87 94 95")),
        .. new[] { "Cosmetics", "Medical", "Health and Beauty" }.Select(word => (word, "30 33 71 90 91")),
        .. new[] { "Printers", "Books" }.Select(word => (word, "48 49")),
        .. new[] { "Coatings", "Polymers" }.Select(word => (word, "29 32 39")),
        .. new[] { "Produce", "Provisions", "Foods" }.Select(word => (word, "07 08 09 16 20 22")),
        .. new[] { "Fresh", "Growers" }.Select(word => (word, "03 06")),
        .. new[] { "Raw Materials", "Iron" }.Select(word => (word, "25 26 27 31 72")),
        .. new[] { "Grain", "Commodities" }.Select(word => (word, "10 12 23")),
    ];
}
