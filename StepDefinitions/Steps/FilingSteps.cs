namespace Ics2.StepDefinitions;

/// <summary>Filings that customs has on record when a scenario begins: filed, and answered with IE3R01.</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="receiving">Takes the IE3R01.</param>
[Binding]
public sealed class FilingSteps(Cast cast, ReceivingSteps receiving)
{
    private const string Master = "consignmentMasterLevel/";
    private const string House = Master + "consignmentHouseLevel/";

    /// <summary>Any.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d)$")]
    public Task Registered(Player who, string message) => RegisterAsync(who, cast.Compose(message, who.Eori));

    /// <summary>For a sea voyage.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) for a sea voyage$")]
    public Task BySea(Player who, string message) => RegisterAsync(who, cast.Compose(message, who.Eori, fits: Paperwork.IsBySea));

    /// <summary>With two containers or more, in the deep sea.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) with several containers$")]
    public Task WithContainers(Player who, string message) => RegisterAsync(who, cast.Compose(message, who.Eori, fits: HasContainers));

    /// <summary>One that the playbook of customs asks twice about (LRN <c>RFI2-</c>).</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) that customs has two questions about$")]
    public Task Questionable(Player who, string message) => RegisterAsync(who, Marked(who, message, "RFI2-"));

    /// <summary>One that the playbook of customs never answers (LRN <c>MUTE-</c>).</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    [Given("^(the [a-z ]+?) has filed an (IE3F\\d\\d) that customs does not answer$")]
    public Task Unanswered(Player who, string message) => cast.LodgeAsync(who, Marked(who, message, "MUTE-"));

    /// <summary>With so many houses.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    /// <param name="houses">How many.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) with (\\d+) houses$")]
    public Task WithHouses(Player who, string message, int houses) =>
        RegisterAsync(who, cast.Compose(message, who.Eori, options => options with { Houses = houses }));

    /// <summary>Carried by another trader.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="message">The filing.</param>
    /// <param name="carrier">Who carries.</param>
    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) carried by (the [a-z ]+)$")]
    public Task CarriedBy(Player who, string message, Player carrier)
    {
        var draft = cast.Compose(message, who.Eori);
        return RegisterAsync(
            who,
            draft.Set(
                (draft.Text(Master + "carrier/identificationNumber") is null ? House : Master) + "carrier/identificationNumber",
                carrier.Eori
            )
        );
    }

    private static bool HasContainers(Draft draft) =>
        Paperwork.IsBySea(draft) && !Paperwork.IsFromNearby(draft) && Paperwork.Containers(draft).Count > 1;

    private Draft Marked(Player who, string message, string prefix)
    {
        var draft = cast.Compose(message, who.Eori);
        return draft.Set("LRN", prefix + draft.Text("LRN")![^12..]);
    }

    private async Task RegisterAsync(Player who, Draft draft)
    {
        await cast.LodgeAsync(who, draft);
        await receiving.Registered(who);
    }
}
