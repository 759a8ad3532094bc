namespace Ics2.StepDefinitions;

/// <summary>Filings that customs has on record when a scenario begins: filed, and answered with IE3R01.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="receiving">Takes the IE3R01.</param>
[Binding]
public sealed class FilingSteps(Cast cast, ObservedCustoms customs, ReceivingSteps receiving)
{
    private const string Master = "consignmentMasterLevel/";
    private const string House = Master + "consignmentHouseLevel/";

    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d)$")]
    public Task Registered(Player who, string message) => RegisterAsync(who, cast.Compose(message, who.Eori));

    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) for a sea voyage$")]
    public Task BySea(Player who, string message) => RegisterAsync(who, cast.Compose(message, who.Eori, fits: Paperwork.IsBySea));

    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) with several containers$")]
    public Task WithContainers(Player who, string message) => RegisterAsync(who, cast.Compose(message, who.Eori, fits: HasContainers));

    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) that customs has two questions about$")]
    public Task Questionable(Player who, string message)
    {
        customs.NeedOwn(); // which assesses when told, and not with the second answer
        return RegisterAsync(who, Marked(who, message, "RFI2-"));
    }

    [Given("^(the [a-z ]+?) has filed an (IE3F\\d\\d) that customs does not answer$")]
    public Task Unanswered(Player who, string message) => cast.LodgeAsync(who, Marked(who, message, "MUTE-"));

    [Given("^(the [a-z ]+?) has a registered (IE3F\\d\\d) with (\\d+) houses$")]
    public Task WithHouses(Player who, string message, int houses) =>
        RegisterAsync(who, cast.Compose(message, who.Eori, options => options with { Houses = houses }));

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
